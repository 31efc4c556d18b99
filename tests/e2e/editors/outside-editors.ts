import { scriptedEditor } from './scripted-editor.ts'
import type { Drive } from './editor-scenario.ts'

/** Headless Neovim, see neovim.lua. */
export function neovim(cli: string): Drive {
  return scriptedEditor({
    name: 'neovim',
    cli,
    command: 'nvim',
    args: (script) => ['--headless', '--clean', '-c', `luafile ${script}`, '-c', 'cq!'],
    script: 'neovim.lua',
    beside: 'clangd',
    ownLog: 'nvim/lsp.log',
  })
}

/** Emacs with eglot in batch mode, see emacs.el. */
export function emacs(cli: string): Drive {
  return scriptedEditor({
    name: 'emacs',
    cli,
    command: 'emacs',
    args: (script) => ['-Q', '--batch', '-l', script],
    script: 'emacs.el',
    snippet: 'elisp',
  })
}
