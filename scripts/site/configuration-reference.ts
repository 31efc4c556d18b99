/** The reference of configuration files, from the schema by which editors complete them. */
import { isRecord, type Language } from '../../engine/index.ts'
import { readRepositoryFile } from '../rule-folders.ts'
import { optionsTable } from '../rule-lists.ts'
import { type Catalogue, placeOf } from './catalogue.ts'
import { escape } from './html.ts'
import { renderMarkdown } from './markdown.ts'
import type { SitePage } from './page.ts'
import { WORDS } from './words.ts'

const TEXT = {
  en: {
    description: 'Every setting of .socklintrc.json, and what it can be.',
    lead: 'Every setting of `.socklintrc.json`. For each file the nearest one counts, from its folder up to the top of its repository; one further up counts only where `extends` names it. Comments and commas before a closing bracket are fine. What holds for a file, and where it comes from, shows `socklint --print-config FILE`; `socklint init` writes a commented file. The options of the [command line](../reference/command-line.html) count more than the file.',
    value: 'Value',
    values: 'Values',
    fields: 'Fields',
    field: 'Field',
    meaning: 'Meaning',
    required: 'required',
    rules: 'The ids and titles of all rules: [rules](../rules/index.html).',
    merging:
      'A later configuration changes what it names: a severity alone keeps the options, options alone keep the severity, and of one option the later value counts as a whole.',
    options: 'Options of rules',
    optionsHead: '| Rule | Option | Default | Meaning |',
    kinds: {
      string: 'text',
      integer: 'whole number',
      number: 'number',
      boolean: 'true or false',
      object: 'object',
      null: 'null',
    },
    list: 'list of',
    or: ' or ',
    editor: 'In an editor',
    editorText:
      'The settings of the editor have the same names with `socklint.` in front: `socklint.preset`, `socklint.rules` and so on.',
  },
  ja: {
    description: '.socklintrc.json のすべての設定と、指定できる値です。',
    lead: '`.socklintrc.json` のすべての設定です。検査するファイルごとに、そのフォルダーからリポジトリの最上位までさかのぼり、最初に見つかったものを使います。さらに上の設定は、`extends` に書いたときだけ使います。コメントと、閉じ括弧の前のコンマを書けます。ファイルに適用される設定とその出所は `socklint --print-config FILE` で確認できます。`socklint init` は、コメント付きのファイルを書き出します。[コマンドライン](../reference/command-line.html)のオプションは、ファイルより優先されます。',
    value: '値',
    values: '指定できる値',
    fields: '項目',
    field: '項目',
    meaning: '意味',
    required: '必須',
    rules: 'すべてのルールの ID とタイトル: [ルール](../rules/index.html)',
    merging:
      '後の設定は、そこに書いたものだけを変えます。重大度だけを書けばオプションはそのまま残り、オプションだけを書けば重大度はそのまま残ります。同じオプションは、後の値で全体が置き換わります。',
    options: 'ルールのオプション',
    optionsHead: '| ルール | オプション | 既定値 | 意味 |',
    kinds: {
      string: '文字列',
      integer: '整数',
      number: '数値',
      boolean: '真偽値',
      object: 'オブジェクト',
      null: 'null',
    },
    list: 'リスト:',
    or: '、または',
    editor: 'エディターでの設定',
    editorText:
      'エディターの設定は、同じ名前の前に `socklint.` が付きます (`socklint.preset`、`socklint.rules` など)。',
  },
} as const

type Schema = Readonly<Record<string, unknown>>

export function configurationReference(catalogue: Catalogue, language: Language): SitePage {
  const text = TEXT[language]
  const path = 'reference/configuration.html'
  const place = placeOf(catalogue, language, 'docs/configuration.md', path)
  const schema: unknown = JSON.parse(readRepositoryFile('rules/generated/socklintrc.schema.json').text)
  const properties = isRecord(schema) && isRecord(schema.properties) ? schema.properties : {}
  const settings = Object.entries(properties).flatMap(([name, value]) =>
    isRecord(value) && name !== '$schema' ? [[name, value] as const] : [],
  )
  const parts = settings.map(([name, value]) => {
    const more = name === 'rules' ? [text.rules, text.merging].join('\n\n') : fieldTable(value, language)
    return [`## ${name}`, saidIn(value, language), kindLine(value, language), more]
      .filter((part) => part !== '')
      .join('\n\n')
  })
  const toPage = (id: string): string => `[\`${id}\`](../rules/${id}.html)`
  const options = optionsTable(catalogue.rules, text.optionsHead, language, toPage)
  const last = [`## ${text.options}`, options, `## ${text.editor}`, text.editorText]
  const markdown = [...parts, ...last].join('\n\n')
  // Links between pages of the site are written as they will stand.
  const { html, headings } = renderMarkdown(markdown, { ...place, link: (href) => href })
  const lead = renderMarkdown(text.lead, { ...place, link: (href) => href }).html
  const title = WORDS[language].configuration
  return {
    path,
    language,
    title,
    description: text.description,
    headings,
    section: { title: WORDS[language].reference, path: 'reference/index.html' },
    body: `<h1>${escape(title)}</h1>\n${lead}\n${html}`,
  }
}

/** Descriptions hold both languages, one below the other. */
function saidIn({ description }: Schema, language: Language): string {
  if (typeof description !== 'string') return ''
  const [en = '', ja = en] = description.split('\n\n')
  return { en, ja }[language]
}

function kindLine(schema: Schema, language: Language): string {
  const text = TEXT[language]
  const kind = kindOf(schema, language)
  return kind === '' ? '' : `${words(schema) === null ? text.value : text.values}: ${kind}`
}

/** The words that a value can be; null when it can be others. */
function words({ enum: values }: Schema): readonly string[] | null {
  return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : null
}

/** What a value can be, in words. */
function kindOf(schema: Schema, language: Language): string {
  const text = TEXT[language]
  const list = words(schema)
  if (list !== null)
    return list.length > 30
      ? text.kinds.string
      : list.map((word) => `\`${word}\``).join(language === 'ja' ? '、' : ', ')
  const { type, anyOf, items, $ref } = schema
  if (typeof $ref === 'string') return ''
  if (Array.isArray(anyOf)) {
    const kinds = anyOf.flatMap((one: unknown) => (isRecord(one) ? [kindOf(one, language)] : []))
    return [...new Set(kinds)].join(text.or)
  }
  if (Array.isArray(type)) return type.map((one) => kindOf({ type: one }, language)).join(text.or)
  if (type === 'array') return `${text.list} ${isRecord(items) ? kindOf(items, language) : ''}`.trim()
  return typeof type === 'string' && type in text.kinds ? text.kinds[type as keyof typeof text.kinds] : ''
}

/** The fields of an object, or of the objects of a list. */
function fieldTable(schema: Schema, language: Language): string {
  const text = TEXT[language]
  const owner = isRecord(schema.items) ? schema.items : schema
  if (!isRecord(owner.properties)) return ''
  const required: readonly unknown[] = Array.isArray(owner.required) ? owner.required : []
  const rows = Object.entries(owner.properties).flatMap(([name, value]) => {
    if (!isRecord(value)) return []
    const cell = (one: string): string => one.replaceAll('|', '\\|').replaceAll('\n', ' ')
    const target = typeof value.$ref === 'string' ? value.$ref.replace('#/properties/', '') : null
    const meaning = target === null ? saidIn(value, language) : `[\`${target}\`](#${target.toLowerCase()})`
    const mark = required.includes(name) ? ` (${text.required})` : ''
    return [`| \`${name}\`${mark} | ${cell(kindOf(value, language))} | ${cell(meaning)} |`]
  })
  return [`| ${text.field} | ${text.value} | ${text.meaning} |`, '| --- | --- | --- |', ...rows].join('\n')
}
