import type { SourceLanguage } from './parser.ts'

const C_EXTENSIONS: ReadonlySet<string> = new Set(['c', 'i'])
const CPP_EXTENSIONS: ReadonlySet<string> = new Set([
  'cc',
  'cp',
  'cpp',
  'cxx',
  'c++',
  'hh',
  'hp',
  'hpp',
  'hxx',
  'h++',
  'ii',
  'inl',
  'ipp',
  'ixx',
  'tcc',
  'tpp',
  'cppm',
])

/** Lines that only C++ has: `class X {`, `namespace x {`, `template <`, `public:`, `using namespace`. */
const CPP_LINES = [
  String.raw`template\s*<`,
  String.raw`(?:inline\s+)?namespace(?:\s+[\w:]+)?\s*\{`,
  String.raw`using\s+namespace\s`,
  String.raw`class\s+(?:[A-Z_]+\s+)?\w+\s*(?:final\s*)?(?:[{;]|:\s*(?:public|protected|private|virtual)\b|$)`,
  String.raw`(?:public|protected|private)\s*:`,
]
const CPP_LINE = new RegExp(String.raw`^[ \t]*(?:${CPP_LINES.join('|')})`, 'm')

/**
 * Which grammar reads a file: C for `.c`, C++ for `.cc`, `.cpp`, `.hpp` and their like, and for every other name
 * (`.h`, `.C`, which old systems write for C, text without a name) C++ only when the text has lines that C lacks: the
 * C++ grammar breaks more C functions than the other way round.
 *
 * @param path any path or URI; only what follows its last dot counts
 */
export function chooseLanguage(path: string, text: string): SourceLanguage {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1] ?? ''
  if (CPP_EXTENSIONS.has(extension.toLowerCase())) return 'cpp'
  if (C_EXTENSIONS.has(extension)) return 'c'
  return CPP_LINE.test(text) ? 'cpp' : 'c'
}
