/** The options of the rules: declared well, told in both languages, and each of them changes what is found. */
import { beforeAll, describe, expect, test } from 'vitest'
import { knownRules, readConfig, sampleOf, type Engine, type LintConfig, type OptionValue } from '../../engine/index.ts'
import { pages, renderPage, rules } from '../../rules/index.ts'
import { ruleFolders } from '../../scripts/rule-folders.ts'
import { realEngine } from '../support/assets.ts'
import { lint, onlyRule } from '../support/lint.ts'
import { inputsOf } from './render.ts'

let engine: Engine
beforeAll(async () => {
  engine = await realEngine()
})

type Given = Readonly<Record<string, OptionValue>>

const withOptions = rules.flatMap((rule) => (rule.options === undefined ? [] : [{ ...rule, options: rule.options }]))
const declared = withOptions.flatMap(({ id, options }) =>
  Object.entries(options).map(([name, option]) => ({ id, name, option })),
)
const configOf = (id: string, options: Given): LintConfig => ({ ...onlyRule(id), options: { [id]: options } })

test('there are rules with options', () => {
  expect(withOptions.length).toBeGreaterThanOrEqual(5)
})

describe.each(declared)('$id $name', ({ id, name, option }) => {
  test('has a name that can be written and says in both languages what it means', () => {
    expect(name).toMatch(/^[a-z][a-zA-Z]+$/)
    expect(option.says.en).toMatch(/^[A-Z].*\.$/s)
    expect(option.says.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff].*。$/s)
  })

  test('takes its default and its sample as they are, and they differ', () => {
    for (const value of [option.default, option.sample]) {
      const read = readConfig({ rules: { [id]: { options: { [name]: value } } } }, { knownRules: knownRules(rules) })
      expect(read).toEqual({ config: { rules: {}, options: { [id]: { [name]: value } } }, problems: [] })
    }
    expect(option.sample).not.toEqual(option.default)
  })

  test('stands on the page of its rule with default and sample', () => {
    for (const language of ['en', 'ja'] as const) {
      const page = pages[id]?.[language]
      const text = page === undefined ? '' : renderPage(id, page, language, knownRules(rules).get(id))
      expect(text).toContain(language === 'en' ? '\n## Options\n' : '\n## オプション\n')
      expect(text).toContain(`| \`${name}\` |`)
      expect(text).toContain(`| \`${JSON.stringify(option.default)}\` | ${option.says[language]} |`)
      const sample: unknown = JSON.parse(/```json\n(\{\n {2}"rules"[\s\S]*?)```/.exec(text)?.[1] ?? '')
      expect(sample).toMatchObject({ rules: { [id]: { options: { [name]: option.sample } } } })
    }
  })
})

describe.each(withOptions)('$id', ({ id, options }) => {
  test('finds with its defaults what it finds without options', () => {
    const defaults = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]))
    for (const fixture of ruleFolders().find((folder) => folder.id === id)?.fixtures ?? []) {
      const plain = lint(engine, inputsOf(fixture), onlyRule(id)).diagnostics
      expect(lint(engine, inputsOf(fixture), configOf(id, defaults)).diagnostics).toEqual(plain)
    }
  })

  test('shows all of its options in one sample that is right', () => {
    const given = { rules: { [id]: { severity: 'on', options: sampleOf(options) } } }
    expect(readConfig(given, { knownRules: knownRules(rules) }).problems).toEqual([])
  })
})

test('a rule without options has none on its page', () => {
  const page = pages['lifecycle/leak']?.en
  expect(page && renderPage('lifecycle/leak', page, 'en', {})).not.toContain('## Options')
})

const HEADERS = `#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
`
const server = (port: number, backlog = 'SOMAXCONN'): string => `${HEADERS}
int main(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(${port})};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return 1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, ${backlog}) < 0) {
        close(s);
        return 1;
    }
    close(s);
    return 0;
}
`
const failing = (call: string): string => `${HEADERS}
int f(int s)
{
    if (listen(s, 16) < 0) {
        ${call}
        perror("listen");
        return -1;
    }
    return 0;
}
`
const handling = (call: string): string => `${HEADERS}
void clean_up(void);
static void stop(int number) { (void)number; ${call} }
void start(int s) { signal(SIGINT, stop); listen(s, 5); }
`
const unchecked = (call: string): string => `${HEADERS}
int f(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    ${call};
    return s;
}
`
const UNIX = `${HEADERS}
int f(int s)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strcpy(server.sun_path, "${'/run/'.padEnd(105, 'x')}");
    return connect(s, (struct sockaddr *)&server, sizeof server);
}
`
const LENGTH = `${HEADERS}
void check_length(unsigned length);
int f(int s)
{
    unsigned length;
    char text[64];

    if (recv(s, &length, sizeof length, MSG_WAITALL) != sizeof length)
        return -1;
    length = ntohl(length);
    check_length(length);
    return recv(s, text, length, 0) < 0;
}
`
const STARTS = `${HEADERS}
void sanitise_child(void);
int f(char *const *arguments)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (fork() == 0) {
        sanitise_child();
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(s);
    return 0;
}
`

/** What is found without the options, and with them: parts of the messages. */
const CASES: readonly [rule: string, options: Given, code: string, without: string[], with_: string[]][] = [
  ['lifecycle/small-backlog', { least: 128 }, server(8080, '16'), [], ['below the 128 that this project asks for']],
  ['lifecycle/small-backlog', { least: 1 }, server(8080, '1'), ['only a few connections'], []],
  ['lifecycle/small-backlog', { least: 4096 }, server(8080), [], []],
  ['bind/port-in-dynamic-range', { allow: ['50000-50100', 55_001] }, server(55_001), ['Port 55001'], []],
  ['bind/port-in-dynamic-range', { allow: ['50000-50100'] }, server(50_101), ['Port 50101'], ['Port 50101']],
  ['bind/port-in-dynamic-range', { ranges: ['15000-25000'] }, server(20_000), [], ['in the range 15000–25000']],
  ['bind/port-in-dynamic-range', { ranges: ['15000-25000'] }, server(55_001), ['Port 55001'], []],
  ['bind/privileged-port', { firstUnprivileged: 80 }, server(80), ['below 1024'], []],
  ['bind/privileged-port', { firstUnprivileged: 80 }, server(79), ['below 1024'], ['below 80']],
  ['bind/privileged-port', { firstUnprivileged: 2000 }, server(1500), [], ['below 2000']],
  ['bind/privileged-port', { firstUnprivileged: 0 }, server(1), ['below 1024'], []],
  ['bind/privileged-port', { allow: [80, 443] }, server(443), ['Port 443'], []],
  ['bind/privileged-port', { allow: [80, 443] }, server(79), ['Port 79'], ['Port 79']],
  ['lifecycle/unchecked-call', { allow: ['listen'] }, unchecked('listen(s, 16)'), ['listen() failed'], []],
  [
    'lifecycle/unchecked-call',
    { allow: ['bind'] },
    unchecked('listen(s, 16)'),
    ['listen() failed'],
    ['listen() failed'],
  ],
  [
    'resolve/gethostbyname-obsolete',
    { allow: ['gethostbyname'] },
    `${HEADERS}int f(void) { return gethostbyname("a") != 0; }`,
    ['gethostbyname()'],
    [],
  ],
  [
    'resolve/gethostbyname-obsolete',
    { allow: ['gethostbyname'] },
    `${HEADERS}int f(void) { return gethostbyname2("a", AF_INET) != 0; }`,
    ['gethostbyname2()'],
    ['gethostbyname2()'],
  ],
  ['threads/signal-handler-unsafe', { safe: ['printf'] }, handling('printf("x");'), ['uses printf()'], []],
  ['threads/signal-handler-unsafe', { safe: ['printf'] }, handling('malloc(1);'), ['uses malloc()'], ['uses malloc()']],
  ['threads/signal-handler-unsafe', { unsafe: ['clean_up'] }, handling('clean_up();'), [], ['uses clean_up()']],
  ['io/errno-clobbered', { harmless: ['tell'] }, failing('tell(s); close(s);'), [], ['close() ran in between']],
  ['io/errno-clobbered', { harmless: ['printf'] }, failing('printf("x");'), ['printf() ran in between'], []],
  ['io/errno-clobbered', { clobbering: ['tell'] }, failing('tell(s);'), [], ['tell() ran in between']],
  ['io/length-from-network', { limiting: ['check_length'] }, LENGTH, ["'length' was received"], []],
  ['io/length-from-network', { limiting: ['other'] }, LENGTH, ["'length' was received"], ["'length' was received"]],
  ['unix/path-overflow', { portable: false }, UNIX, ['only 104'], []],
  ['unix/path-overflow', { portable: false }, UNIX.replace('xxx', 'xxxxxxxxx'), ['has 108'], ['has 108']],
  ['fork/exec-inherits-socket', { closing: ['sanitise_child'] }, STARTS, ["'s' is open"], []],
  ['fork/exec-inherits-socket', { closing: ['other'] }, STARTS, ["'s' is open"], ["'s' is open"]],
]

describe('each option changes what is found', () => {
  test.each(CASES)('%s %j', (id, options, content, without, with_) => {
    const found = (config: LintConfig): string[] => {
      const run = lint(engine, [{ path: 'a.c', content }], config)
      expect(run.errors).toEqual([])
      return run.diagnostics.map(({ message }) => message.en)
    }
    expect(found(onlyRule(id))).toEqual(without.map((part): unknown => expect.stringContaining(part)))
    expect(found(configOf(id, options))).toEqual(with_.map((part): unknown => expect.stringContaining(part)))
  })

  test('and none is left out here', () => {
    const changed = CASES.filter(([, , , without, with_]) => without.join() !== with_.join())
    const tested = new Set(changed.flatMap(([id, options]) => Object.keys(options).map((name) => `${id} ${name}`)))
    expect([...tested].toSorted()).toEqual(declared.map(({ id, name }) => `${id} ${name}`).toSorted())
  })

  test('the new messages are Japanese in Japanese', () => {
    const cases = CASES.filter(([, , , , [part = '']]) => /this project asks for|in the range/.test(part))
    expect(cases).toHaveLength(2)
    for (const [id, options, content] of cases) {
      const [finding] = lint(engine, [{ path: 'a.c', content }], configOf(id, options)).diagnostics
      expect(finding?.message.ja).toContain('プロジェクトの設定')
    }
  })
})
