import {
  SETTINGS,
  FILE_SETTINGS,
  OVERRIDES_SAY,
  RULES_SAY,
  widthOf,
  type Language,
  type Localised,
} from '../engine/index.ts'
import { message } from './messages.ts'
import type { ProjectSurvey } from './survey.ts'

/** Examples of rules: a severity, and an object with options. */
const RULES = [
  '"bind/port-in-dynamic-range": "off",',
  '"lifecycle/small-backlog": { "severity": "warning", "options": { "least": 128 } }',
]

/** More names than these tell nothing more. */
const SHOWN_WRAPPERS = 12

/**
 * The text of a configuration file for a project: what is decided, with what was found as the reason, and every other
 * setting as a comment.
 */
export function configText(survey: ProjectSurvey, language: Language): string {
  const say = (text: Localised): readonly string[] => wrapped(text[language], language).map((line) => `  // ${line}`)
  const database = survey.databases[0]
  const parts: readonly (readonly string[])[] = [
    [...say(SETTINGS.preset.says), '  "preset": "recommended",'],
    [...say(SETTINGS.targets.says), ...say(platformsFound(survey)), '  "targets": "auto",'],
    [...say(RULES_SAY), '  "rules": {', ...RULES.map((line) => `    // ${line}`), '  },'],
    [...say(FILE_SETTINGS.ignore.says), `  "ignore": ${list(survey.vendored)},`],
    [
      ...say(OVERRIDES_SAY),
      '  "overrides": [',
      `    // { "files": ${list([`${survey.tests[0] ?? 'tests/'}**`])}, "rules": { "lifecycle/leak": "off" } }`,
      '  ],',
    ],
    [
      ...say(SETTINGS.wrappers.says),
      ...(survey.wrappers.length === 0 ? [] : say(message('initWrappers'))),
      ...survey.wrappers
        .slice(0, SHOWN_WRAPPERS)
        .map(({ name, calls, file, line }) => `  //   ${name}: ${calls.join(', ')} (${file}:${line})`),
      '  "wrappers": {},',
    ],
    [...say(SETTINGS.noreturn.says), '  "noreturn": [],'],
    [
      ...say(SETTINGS.models.says),
      '  "models": [',
      '    // { "name": "net_listen", "makes": "listening", "arguments": ["host", "port"], "options": ["SO_REUSEADDR"] }',
      '  ],',
    ],
    [
      ...say(SETTINGS.compileCommands.says),
      ...say(databaseFound(survey)),
      database === undefined || isFoundAnyway(database)
        ? '  // "compileCommands": "build",'
        : `  "compileCommands": ${JSON.stringify(database)},`,
    ],
    [...say(SETTINGS.includePaths.says), '  "includePaths": [],'],
    [...say(SETTINGS.defines.says), '  "defines": {}'],
  ]
  const head = wrapped(message('initHead')[language], language).map((line) => `// ${line}`)
  return `${[...head, '{', parts.map((lines) => lines.join('\n')).join('\n\n'), '}'].join('\n')}\n`
}

function isFoundAnyway(database: string): boolean {
  return database === 'compile_commands.json' || database === 'build/compile_commands.json'
}

function platformsFound({ posix, windows, both, files }: ProjectSurvey): Localised {
  return message('initPlatforms', { files, posix, windows, both })
}

function databaseFound({ databases: [first], hasCMake }: ProjectSurvey): Localised {
  if (first !== undefined) return message('initDatabase', { path: first })
  return hasCMake ? message('initCMake') : message('initNoDatabase')
}

function list(values: readonly string[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`
}

const LONGEST_LINE = 100

/** Breaks a text into lines: between words, in Japanese also after punctuation. */
function wrapped(text: string, language: Language): string[] {
  const pieces = language === 'ja' ? text.split(/(?<=[、。 ])/) : text.split(/(?<= )/)
  const lines = ['']
  for (const piece of pieces) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && widthOf(line + piece.trimEnd()) > LONGEST_LINE) lines.push(piece)
    else lines[lines.length - 1] = line + piece
  }
  return lines.map((line) => line.trimEnd())
}
