/** The page's style: colours of the theme alone, so that it is right in dark, light and high-contrast ones. */
export const STYLE = `
body { padding: 0 16px 16px; color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.45; }
code { font-family: var(--vscode-editor-font-family); font-size: 1em; color: inherit; background: none; padding: 0; }
h1 { font-size: 1.35em; font-weight: 600; margin: 16px 0 4px; }
h1.note { font-size: 1em; font-weight: 400; }
.summary { margin: 0 0 16px; }
.lanes { display: flex; flex-wrap: wrap; gap: 20px 28px; align-items: flex-start; }
.lane { flex: 1 1 260px; max-width: 480px; }
h2 { font-size: 1.1em; font-weight: 600; margin: 0 0 8px; }
.kind { display: block; font-weight: 400; font-size: 0.9em; }
.platform { border: 1px solid currentColor; border-radius: 3px; padding: 0 4px; font-size: 0.75em; font-weight: 400; }
ol, ul { list-style: none; margin: 0; padding: 0; }
ol > li { position: relative; padding: 0 0 6px 28px; }
ol > li::before { content: ''; position: absolute; left: 9px; top: 24px; bottom: -4px; width: 2px; background: var(--vscode-editorIndentGuide-activeBackground1, var(--vscode-editor-foreground)); }
ol > li:last-child::before { display: none; }
.end { padding-top: 3px; }
.end > .state { padding-left: 7px; }
.symbol { position: absolute; left: 0; top: 3px; width: 20px; height: 20px; overflow: visible; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.symbol .filled { fill: currentColor; }
.state-created .symbol, .state-bound .symbol, .state-open .symbol { color: var(--vscode-charts-blue); }
.state-listening .symbol, .state-connected .symbol { color: var(--vscode-charts-green); }
.state-connecting .symbol, .state-half-closed .symbol, .end-open .symbol { color: var(--vscode-charts-yellow); }
.state-failed .symbol { color: var(--vscode-charts-red); }
.state-handed-over .symbol, .end-handed-over .symbol { color: var(--vscode-charts-purple); }
button { display: block; width: 100%; box-sizing: border-box; text-align: left; font: inherit; color: inherit; background: none; border: 1px solid transparent; border-radius: 4px; padding: 2px 6px; cursor: pointer; }
button:hover { background: var(--vscode-list-hoverBackground); outline: 1px dashed var(--vscode-contrastActiveBorder, transparent); }
button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: -1px; }
button[aria-current] { border-color: var(--vscode-editor-foreground); }
.state { font-weight: 600; }
.text { display: block; }
.place { font-size: 0.9em; }
.place::before { content: '· '; }
.findings { margin: 2px 0 2px 6px; border-left: 3px solid var(--vscode-editorInfo-foreground); }
.findings:has(.warning) { border-left-color: var(--vscode-editorWarning-foreground); }
.findings:has(.error) { border-left-color: var(--vscode-editorError-foreground); }
.severity { font-weight: 600; }
.message { display: block; }
.explain { width: auto; text-decoration: underline; color: var(--vscode-textLink-foreground); }
.spoken { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`
