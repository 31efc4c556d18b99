import {
  callsWithin,
  defineRule,
  Field,
  Kind,
  namesVariable,
  NO_NODE,
  type NodeId,
  type SyntaxTree,
  withoutCasts,
} from '../../../engine/rule-api.ts'

/** They read a number of any size from text. */
const PARSERS = /^(std::)?(atoi|atol|atoll|strtol|strtoll|strtoul|strtoull|_atoi64|_strtoi64)$/

/** Above it a bound is no smallest port, such as 1024 for those that need no privileges. */
const SMALLEST = 1024

const plain = (tree: SyntaxTree, node: NodeId): string => tree.textOf(node).replace(/\s+/g, '')

const isParser = (tree: SyntaxTree, node: NodeId): boolean =>
  tree.is(node, Kind.call_expression) && PARSERS.test(plain(tree, tree.child(node, Field.function)))

/** The calls that give the number, where all that the function stores in its variable is seen. */
function parsersOf(tree: SyntaxTree, fn: NodeId, number: NodeId): NodeId[] {
  const given = withoutCasts(tree, number)
  if (isParser(tree, given)) return [given]
  if (!tree.is(given, Kind.identifier)) return []
  const name = tree.textOf(given)
  const found: NodeId[] = []
  for (let node = fn; node < given; node++) {
    const isDeclared = tree.is(node, Kind.init_declarator)
    if (!isDeclared && !tree.is(node, Kind.assignment_expression)) continue
    if (plain(tree, tree.child(node, isDeclared ? Field.declarator : Field.left)) !== name) continue
    const value = withoutCasts(tree, tree.child(node, isDeclared ? Field.value : Field.right))
    if (isParser(tree, value)) found.push(value)
  }
  return found
}

const RELATIONS: readonly string[] = ['<', '<=', '>', '>=']

/** What the function tests of a variable: nothing, only that it is not too small, or perhaps all that it must. */
function testsOf(tree: SyntaxTree, fn: NodeId, name: string): 'none' | 'lower' | 'enough' {
  let tests: 'none' | 'lower' = 'none'
  for (let node = fn; node < tree.subtreeEnd(fn); node++) {
    // Others may change it, or look at it.
    if (tree.is(node, Kind.pointer_expression) && plain(tree, node) === `&${name}`) return 'enough'
    if (tree.is(node, Kind.switch_statement) && namesVariable(tree, tree.child(node, Field.condition), name))
      return 'enough'
    if (!tree.is(node, Kind.binary_expression)) continue
    const operator = tree.textOf(tree.child(node, Field.operator))
    // A mask, a remainder: the program cuts it itself.
    if (['&', '%', '>>'].includes(operator) && namesVariable(tree, node, name)) return 'enough'
    if (!RELATIONS.includes(operator)) continue
    const sides = [tree.child(node, Field.left), tree.child(node, Field.right)]
    const bound = sides.find((side) => plain(tree, withoutCasts(tree, side)) !== name)
    if (bound === undefined || !sides.some((side) => namesVariable(tree, side, name))) continue
    const number = Number(plain(tree, bound))
    if (!(number <= SMALLEST)) return 'enough'
    tests = 'lower'
  }
  return tests
}

/** Functions that are given the number and leave it as it is. */
const HARMLESS = /^(hton[sl]|ntoh[sl]|htobe16|\w*printf\w*|perror|syslog|\w*(log|debug|trace|err|warn)\w*)$/i

/** Another function is given the variable: it may be the one that tests it. */
function isGivenAway(tree: SyntaxTree, fn: NodeId, name: string): boolean {
  return callsWithin(tree, fn).some(
    (call) =>
      !HARMLESS.test(call.name) &&
      !tree.is(tree.ancestor(call.node, Kind.call_expression), Kind.function_definition) &&
      call.arguments.some((argument) => plain(tree, withoutCasts(tree, argument)) === name),
  )
}

/** What names a port: the variable, the member that gets it, or the option that it is read from. */
function isPort(tree: SyntaxTree, call: NodeId, number: NodeId): boolean {
  if (/port/i.test(tree.textOf(number))) return true
  const around = tree.ancestor(
    call,
    Kind.assignment_expression,
    Kind.init_declarator,
    Kind.initializer_pair,
    Kind.expression_statement,
  )
  const target = tree.is(around, Kind.assignment_expression)
    ? Field.left
    : tree.is(around, Kind.init_declarator)
      ? Field.declarator
      : Field.designator
  return around !== NO_NODE && /port/i.test(tree.textOf(tree.child(around, target)))
}

export default defineRule({
  id: 'bind/port-unchecked-narrowing',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-197'],
  messages: {
    unchecked: {
      en: 'Nothing tests what {parser}() made of the text before {callee}() cuts it to 16 bits: "65616" becomes port 80, and text that is no number becomes port 0, which means any free port. Use strtol(), and accept only whole numbers from 1 to 65535.',
      ja: '{parser}() の結果を調べずに {callee}() に渡しています。値は 16 ビットに切り詰められるため、"65616" はポート 80 になり、数値でない文字列は任意の空きポートを意味するポート 0 になります。strtol() を使い、文字列全体が 1–65535 の数値であるものだけを受け付けてください。',
    },
    upper: {
      en: 'Nothing tests whether \'{name}\' is above 65535 before {callee}() cuts it to 16 bits: "65616" becomes port 80. Compare it with 65535 too, in a type that can hold more.',
      ja: '\'{name}\' が 65535 を超えないことを確かめずに {callee}() に渡しています。値は 16 ビットに切り詰められるため、"65616" はポート 80 になります。より大きな値を保持できる型のまま、65535 とも比べてください。',
    },
  },
  on: {
    called(event, context) {
      const { tree } = context
      const { row, node } = event
      const [number] = event.arguments
      if (row.effect !== 'swap-bytes' || row.to !== 'network' || row.bits !== 16 || context.damaged) return
      const fn = tree.ancestor(node, Kind.function_definition)
      if (fn === NO_NODE || number === undefined || number.node === NO_NODE) return
      if (number.value.kind === 'number' && number.value.low >= 0 && number.value.high <= 0xffff) return
      const [parser] = parsersOf(tree, fn, number.node)
      if (parser === undefined || !isPort(tree, node, number.node)) return
      // A number that the program itself wrote as text.
      const text = tree.namedChildren(tree.child(parser, Field.arguments))[0] ?? NO_NODE
      if (tree.is(text, Kind.string_literal) || /^[A-Z][A-Z0-9_]+$/.test(tree.textOf(text))) return
      const given = withoutCasts(tree, number.node)
      const name = tree.is(given, Kind.identifier) ? tree.textOf(given) : null
      const tests = name === null ? 'none' : testsOf(tree, fn, name)
      if (tests === 'enough' || (name !== null && isGivenAway(tree, fn, name))) return
      context.report({
        span: event.span,
        message: tests === 'none' ? 'unchecked' : 'upper',
        parameters: {
          name: name ?? '',
          parser: tree.textOf(tree.child(parser, Field.function)),
          callee: tree.textOf(tree.child(node, Field.function)),
        },
        steps:
          parser === given
            ? []
            : [{ span: tree.span(parser), message: { en: 'the text is read here', ja: 'ここで文字列を読み取る' } }],
      })
    },
  },
})
