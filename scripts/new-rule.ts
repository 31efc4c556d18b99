/**
 * `npm run new-rule -- category/name`: writes the folder of a new rule with everything a rule needs. Its parts say
 * TODO and its tests fail until they are written; no shared file is edited by hand.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../engine/text/localised.ts'
import { HEADINGS, SECTIONS, type SectionId } from '../rules/pages.ts'
import { renderRules } from './generate.ts'
import { ROOT } from './rule-folders.ts'

const ID = /^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/

/** The files of a new rule by name. */
export function templates(id: string, since: string): ReadonlyMap<string, string> {
  return new Map([
    ['rule.ts', ruleTemplate(id, since)],
    ['doc.en.md', pageTemplate('en')],
    ['doc.ja.md', pageTemplate('ja')],
    ['bad.c', fixtureTemplate('bad')],
    ['good.c', fixtureTemplate('good')],
  ])
}

function ruleTemplate(id: string, since: string): string {
  return `import { defineRule } from '../../../engine/rule-api.ts'

/** TODO: what is wrong, in one sentence, and the source of the claim. */
export default defineRule({
  id: '${id}',
  since: '${since}',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: [],
  messages: {
    found: {
      en: 'TODO: what is wrong, why, and what to do',
      ja: 'TODO: 何が、なぜ問題で、どうすればよいか',
    },
  },
  // What is a matter of the project may be an option: \`options: { least: { type: 'integer', minimum: 1, maximum: 99,
  // default: 5, sample: 10, says: { en: '…', ja: '…' } } }\`; \`context.options.least\` is its value.
  // TODO: listen to \`visit\` (syntax nodes), \`on\` (events of the flow engine) or \`program\` (facts of all files).
  on: {},
})
`
}

const TODO: Readonly<Record<Language, Readonly<Record<Exclude<SectionId, 'bad' | 'good'>, string>>>> = {
  en: {
    why: 'TODO: two sentences on what happens at run time.',
    fix: 'TODO: how to mend it.',
    platforms: 'TODO: where it holds and what each system answers.',
    silent: '- TODO: code that looks like it and is fine.',
    references: '- TODO: a primary source (manual page, RFC, Microsoft Learn) as a link.',
  },
  ja: {
    why: 'TODO: 実行時に何が起きるかを2文程度で。',
    fix: 'TODO: 直し方。',
    platforms: 'TODO: どの環境で起きるか、それぞれのシステムの応答。',
    silent: '- TODO: 似ているが問題のないコード。',
    references: '- TODO: 一次資料（マニュアル、RFC、Microsoft Learn）へのリンク。',
  },
}

function pageTemplate(language: Language): string {
  const head =
    language === 'en'
      ? '# TODO: the fault as a title\n\nTODO: one sentence that says what is wrong.\n'
      : '# TODO: 問題を表す題名\n\nTODO: 何が問題かを1文で。\n'
  const sections = SECTIONS.map((section) => {
    const body =
      section === 'bad' || section === 'good' ? `\`\`\`c\n${excerpt(section)}\`\`\`` : TODO[language][section]
    return `\n## ${HEADINGS[language][section]}\n\n${body}\n`
  })
  return head + sections.join('')
}

function excerpt(kind: 'bad' | 'good'): string {
  return kind === 'bad' ? 'int todo_bad(int fd)\n{\n    return fd;\n}\n' : 'int todo_ok(int fd)\n{\n    return fd;\n}\n'
}

function fixtureTemplate(kind: 'bad' | 'good'): string {
  const code =
    kind === 'bad'
      ? excerpt(kind).replace('return fd;', 'return fd; // want "TODO: part of the message"')
      : excerpt(kind)
  return `#include <sys/socket.h>\n\n// doc-begin\n${code}// doc-end\n`
}

function main(parameters: readonly string[]): number {
  const [id, ...rest] = parameters
  if (id === undefined || rest.length > 0) {
    console.error('usage: npm run new-rule -- category/name')
    return 2
  }
  if (!ID.test(id)) {
    console.error(`"${id}" is not a rule id: category/name in lower-case words joined by hyphens; it names the fault`)
    return 2
  }
  if (id.startsWith('generated/')) {
    console.error('"generated" holds generated files and cannot be a category')
    return 2
  }
  const folder = join(ROOT, 'rules', id)
  if (existsSync(folder)) {
    console.error(`rules/${id} exists already`)
    return 2
  }
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : ''
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of templates(id, version)) {
    writeFileSync(join(folder, name), text)
    console.log(`wrote rules/${id}/${name}`)
  }
  for (const [path, text] of renderRules().files) writeFileSync(join(ROOT, path), text)
  console.log(`
Now: write what says TODO, then
  npx vitest run tests/rules -t ${id}    its tests fail until it is written
  npm run generate                       the pages, compiled
  npm run accept -- ${id}    the golden file, to be reviewed
  npm test`)
  return 0
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2))
