import type { Language } from '../../engine/index.ts'
import type { Rule } from '../../engine/rule-api.ts'

/** What the site says around the pages. */
export interface Words {
  readonly languageName: string
  readonly skip: string
  readonly search: string
  readonly searchRules: string
  readonly mainNavigation: string
  readonly onThisPage: string
  readonly breadcrumb: string
  readonly home: string
  readonly rules: string
  readonly guides: string
  readonly background: string
  readonly backgroundLead: string
  readonly reference: string
  readonly configuration: string
  readonly commandLine: string
  readonly glossary: string
  readonly glossaryLead: string
  readonly sources: string
  readonly sourcesLead: string
  readonly category: string
  readonly platforms: string
  readonly severity: string
  readonly presets: string
  readonly precision: string
  readonly since: string
  readonly every: string
  readonly found: string
  readonly nothingFound: string
  readonly otherRules: string
  readonly relatedBackground: string
  readonly relatedRules: string
  readonly citedBy: string
  readonly codeSample: string
  readonly table: string
  readonly footer: string
  readonly severities: Readonly<Record<Rule['severity'], string>>
  readonly precisions: Readonly<Record<Rule['precision'], string>>
  /** Between items of a list. */
  readonly comma: string
}

export const PLATFORM_NAMES = { posix: 'POSIX', windows: 'Windows' } as const

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    languageName: 'English',
    skip: 'Skip to the text',
    search: 'Search',
    searchRules: 'Search rules',
    mainNavigation: 'Main',
    onThisPage: 'On this page',
    breadcrumb: 'Where you are',
    home: 'Home',
    rules: 'Rules',
    guides: 'Guides',
    background: 'Background',
    backgroundLead: 'What lies behind the rules: what systems do, and what a program does about it.',
    reference: 'Reference',
    configuration: 'Configuration',
    commandLine: 'Command line',
    glossary: 'Glossary',
    glossaryLead:
      'The terms of these pages in both languages. The English ones are those of POSIX and Microsoft Learn.',
    sources: 'Sources',
    sourcesLead: 'What the pages rest on, by publisher, and where each source is cited.',
    category: 'Category',
    platforms: 'Platforms',
    severity: 'Severity',
    presets: 'Presets',
    precision: 'Precision',
    since: 'Since version',
    every: 'all',
    found: '{count} of {all} found',
    nothingFound: 'Nothing fits. Take a filter back, or look for another word.',
    otherRules: 'Rules of this category',
    relatedBackground: 'Background',
    relatedRules: 'Rules',
    citedBy: 'Cited by',
    codeSample: 'Code sample',
    table: 'Table',
    footer: 'Socklint {version}. Everything on these pages is in the package too: socklint explain RULE.',
    severities: { error: 'error', warning: 'warning', info: 'info' },
    precisions: { high: 'high', medium: 'medium' },
    comma: ', ',
  },
  ja: {
    languageName: '日本語',
    skip: '本文へ移動',
    search: '検索',
    searchRules: 'ルールを検索',
    mainNavigation: 'メイン',
    onThisPage: 'このページの内容',
    breadcrumb: '現在の位置',
    home: 'ホーム',
    rules: 'ルール',
    guides: 'ガイド',
    background: '背景知識',
    backgroundLead: 'ルールの背景にある、システムの動作とプログラムでの対応です。',
    reference: 'リファレンス',
    configuration: '設定',
    commandLine: 'コマンドライン',
    glossary: '用語集',
    glossaryLead: 'このサイトで使う用語の対訳です。英語の用語は POSIX と Microsoft Learn に従います。',
    sources: '参考資料',
    sourcesLead: '各ページの根拠となる資料を発行元ごとに並べ、引用しているページを示します。',
    category: '分類',
    platforms: 'プラットフォーム',
    severity: '重大度',
    presets: 'プリセット',
    precision: '正確さ',
    since: '追加されたバージョン',
    every: 'すべて',
    found: '{all} 件中 {count} 件',
    nothingFound: '該当するものがありません。条件を減らすか、別の語で検索してください。',
    otherRules: '同じ分類のルール',
    relatedBackground: '背景知識',
    relatedRules: 'ルール',
    citedBy: '引用しているページ',
    codeSample: 'コード例',
    table: '表',
    footer: 'Socklint {version}。このサイトの内容はパッケージにも含まれています: socklint explain ルール',
    severities: { error: 'エラー', warning: '警告', info: '情報' },
    precisions: { high: '高', medium: '中' },
    comma: '、',
  },
}
