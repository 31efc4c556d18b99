import type { Language } from '../../engine/index.ts'
import { type Catalogue, placeOf } from './catalogue.ts'
import { renderMarkdown } from './markdown.ts'
import { escape } from './html.ts'
import type { SitePage } from './page.ts'
import { WORDS } from './words.ts'

const TEXT = {
  en: {
    title: 'pitfalls in socket code',
    promise:
      'Finds pitfalls in C and C++ socket code (BSD sockets and Winsock), says what each system will answer, and explains why.',
    cards: [
      [
        'rules/index.html',
        'Rules',
        '{rules} rules, each with bad and good code, what each platform does, and its sources.',
      ],
      ['guides/getting-started.html', 'Getting started', 'Install it, check a folder, read what it says.'],
      ['guides/ci.html', 'In CI', 'Reports for GitHub, GitLab, Jenkins, Azure Pipelines, reviewdog and others.'],
      ['guides/adopting.html', 'In a project that exists', 'Baselines, only what a change brings, fixes.'],
      ['background/index.html', 'Background', 'What lies behind the rules: queues, closing, dynamic ports, addresses.'],
      ['reference/index.html', 'Reference', 'Every setting, every option, the terms and the sources.'],
    ],
    sample: `\`\`\`c
bind(any, 0.0.0.0:5000);        /* both sockets stay open */
bind(one, 192.0.2.1:5000);      /* Windows: succeeds and takes the traffic for that address. Linux: EADDRINUSE */
\`\`\`

Code under \`#ifdef _WIN32\` is analysed as POSIX *and* as Windows in one pass, without a compiler or a build. A finding says on which platform it holds, and what happens there.

\`\`\`sh
npx socklint src
npx socklint explain bind/specific-and-wildcard
\`\`\`

Everything runs on your machine, from the files in the package. Nothing is sent anywhere.`,
  },
  ja: {
    title: 'ソケットコードの落とし穴',
    promise:
      'C/C++ のソケットコード (BSD ソケットと Winsock) に潜む落とし穴を見つけ、それぞれのシステムがどう応答するかを示し、その理由を説明します。',
    cards: [
      [
        'rules/index.html',
        'ルール',
        '{rules} のルールそれぞれに、悪い例と良い例、プラットフォームごとの動作、参考資料があります。',
      ],
      ['guides/getting-started.html', 'はじめに', '導入し、フォルダーを検査し、結果を読むまで。'],
      ['guides/ci.html', 'CI で使う', 'GitHub、GitLab、Jenkins、Azure Pipelines、reviewdog などへの報告。'],
      ['guides/adopting.html', '既存のプロジェクトに導入する', 'ベースライン、変更で生じた指摘だけの報告、修正。'],
      [
        'background/index.html',
        '背景知識',
        'キュー、接続の終わり方、動的ポート、アドレスなど、ルールの背景にあること。',
      ],
      ['reference/index.html', 'リファレンス', 'すべての設定とオプション、用語集、参考資料。'],
    ],
    sample: `\`\`\`c
bind(any, 0.0.0.0:5000);        /* どちらのソケットも開いたまま */
bind(one, 192.0.2.1:5000);      /* Windows: 成功し、このアドレス宛ての通信を奪う。Linux: EADDRINUSE */
\`\`\`

\`#ifdef _WIN32\` を含むコードを、コンパイラもビルドも使わずに、POSIX と Windows の*両方*として一度に解析します。指摘には、どのプラットフォームで起きるのか、そこで何が起きるのかが書かれています。

\`\`\`sh
npx socklint src
npx socklint explain bind/specific-and-wildcard --lang ja
\`\`\`

すべて手元のマシンで、パッケージ内のファイルだけを使って動きます。外部には何も送りません。`,
  },
} as const

export function homePage(catalogue: Catalogue, language: Language): SitePage {
  const { title, promise, cards, sample } = TEXT[language]
  const items = cards.map(
    ([path, name, text]) =>
      `<li><a href="${path}">${escape(name)}</a><p>${escape(text.replace('{rules}', String(catalogue.rules.length)))}</p></li>`,
  )
  const { html } = renderMarkdown(sample, placeOf(catalogue, language, 'README.md', 'index.html'))
  return {
    path: 'index.html',
    language,
    title,
    description: promise,
    body: `<h1>Socklint</h1>
<p class="lead">${escape(promise)}</p>
<ul class="cards">
${items.join('\n')}
</ul>
${html}`,
  }
}

/** The page at the top of the site: it leads to the reader's language. */
export function entryPage(): string {
  const links = (['en', 'ja'] as const).map(
    (language) =>
      `<li><a href="${language}/index.html" lang="${language}" hreflang="${language}">${WORDS[language].languageName}</a></li>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Socklint</title>
<meta name="description" content="${escape(TEXT.en.promise)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/png" href="assets/icon.png">
<link rel="stylesheet" href="assets/site.css">
<script>location.replace((navigator.language || '').startsWith('ja') ? 'ja/index.html' : 'en/index.html')</script>
</head>
<body>
<main>
<h1>Socklint</h1>
<ul>
${links.join('\n')}
</ul>
</main>
</body>
</html>
`
}
