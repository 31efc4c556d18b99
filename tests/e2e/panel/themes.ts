/** The colours of VS Code's own themes that the panel uses, as its custom properties without their prefix. */
export interface Theme {
  readonly name: string
  readonly colours: Readonly<Record<string, string>>
}

export const THEMES: readonly Theme[] = [
  {
    name: 'dark',
    colours: {
      'editor-background': '#1f1f1f',
      'editor-foreground': '#cccccc',
      focusBorder: '#0078d4',
      'textLink-foreground': '#4daafc',
      'list-hoverBackground': '#2a2d2e',
      'editorIndentGuide-activeBackground1': '#707070',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-yellow': '#cca700',
      'charts-red': '#f14c4c',
      'charts-purple': '#b180d7',
      'editorInfo-foreground': '#3794ff',
      'editorWarning-foreground': '#cca700',
      'editorError-foreground': '#f14c4c',
    },
  },
  {
    name: 'light',
    colours: {
      'editor-background': '#ffffff',
      'editor-foreground': '#3b3b3b',
      focusBorder: '#005fb8',
      'textLink-foreground': '#005fb8',
      'list-hoverBackground': '#f2f2f2',
      'editorIndentGuide-activeBackground1': '#939393',
      'charts-blue': '#1a85ff',
      'charts-green': '#388a34',
      'charts-yellow': '#bf8803',
      'charts-red': '#e51400',
      'charts-purple': '#652d90',
      'editorInfo-foreground': '#1a85ff',
      'editorWarning-foreground': '#bf8803',
      'editorError-foreground': '#e51400',
    },
  },
  {
    name: 'high-contrast',
    colours: {
      'editor-background': '#000000',
      'editor-foreground': '#ffffff',
      focusBorder: '#f38518',
      contrastActiveBorder: '#f38518',
      'textLink-foreground': '#21a6ff',
      'editorIndentGuide-activeBackground1': '#ffffff',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-yellow': '#ffd370',
      'charts-red': '#f48771',
      'charts-purple': '#b180d7',
      'editorInfo-foreground': '#3794ff',
      'editorWarning-foreground': '#ffd370',
      'editorError-foreground': '#f48771',
    },
  },
]
