/** The languages every message and page exists in. */
export const LANGUAGES = ['en', 'ja'] as const
export type Language = (typeof LANGUAGES)[number]

/** One text in every language; a shell picks the one its user reads. */
export type Localised = Readonly<Record<Language, string>>

/** What a placeholder `{name}` in a message template stands for. */
export type MessageParameters = Readonly<Record<string, string | number | Localised>>

/** Fills the `{name}` placeholders of a template in both languages. An unknown placeholder is left as written. */
export function fill(template: Localised, parameters: MessageParameters = {}): Localised {
  const render = (language: Language): string =>
    template[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name]
      if (value === undefined) return whole
      return typeof value === 'object' ? value[language] : String(value)
    })
  return { en: render('en'), ja: render('ja') }
}
