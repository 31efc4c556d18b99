/** A small deterministic generator (mulberry32), so that a failing case can be run again. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** Pieces that matter to the preprocessor, and some that do not. */
const PIECES = [
  '#if 0\n',
  '#if 1\n',
  '#ifdef _WIN32\n',
  '#ifndef _WIN32\n',
  '#ifdef FOO\n',
  '#if defined(FOO) && !BAR\n',
  '#elif defined(__APPLE__)\n',
  '#elif X > 3\r\n',
  '#else\n',
  '#else /* c\n */\n',
  '#endif\n',
  '#endif // x\n',
  '#endif\r\n',
  '#define FOO 1\n',
  '#define BAR(x) close(x)\n',
  '#undef FOO\n',
  '#include <winsock2.h>\n',
  '#include <sys/socket.h>\n',
  '# define A \\\n  2\n',
  '%:ifdef FOO\n',
  '#pragma once\n',
  "#error don't\n",
  '#\n',
  'close(s);\n',
  '  int x = 1;\n',
  'DWORD WINAPI f(LPVOID p) {\n',
  '}\n',
  '{',
  '(',
  ')',
  ';',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '\\',
  '\\\n',
  'R"(',
  ')"',
  'R"x(',
  '<',
  '>',
  '#',
  '__declspec(',
  'UNUSED(x)\n',
  'TAILQ_FOREACH(a, b, c)\n',
  'va_arg(ap, int *)',
  '\u00a0',
  '\u3000',
  '\u2028',
  '\ufeff',
  '\f',
  '\u0000',
  '漢字',
  '\ud83d\ude00',
  '\ud800',
  '??/',
  '1.5e+',
  "1'0",
  '_In_ ',
]

/** A text of `count` pieces in random order: mostly not a program. */
export function randomText(random: (below: number) => number, count: number): string {
  let text = ''
  for (let i = 0; i < count; i++) text += PIECES[random(PIECES.length)] ?? ''
  return text
}

/** A well-formed nest of conditionals around numbered statements. */
export function randomNest(random: (below: number) => number, depth: number): string {
  const conditions = [
    'defined(_WIN32)',
    '!defined(_WIN32)',
    'defined(FOO)',
    'BAR > 2',
    '0',
    '1',
    'defined(__APPLE__)',
    'defined(__linux__)',
  ]
  const condition = (): string => conditions[random(conditions.length)] ?? '0'
  const body = (level: number): string => {
    let text = `call_${random(1000)}();\n`
    for (let i = random(3); i > 0 && level > 0; i--) {
      text += `#if ${condition()}\n${body(level - 1)}`
      for (let j = random(3); j > 0; j--) text += `#elif ${condition()}\n${body(level - 1)}`
      if (random(2) === 0) text += `#else\n${body(level - 1)}`
      text += `#endif\nafter_${random(1000)}();\n`
    }
    return text
  }
  return body(depth)
}
