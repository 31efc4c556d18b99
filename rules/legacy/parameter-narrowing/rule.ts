import {
  calleeName,
  defineRule,
  Field,
  Kind,
  NO_NODE,
  type NodeId,
  sizeOfName,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'
import { parametersOf } from './parameters.ts'

/** Values that grow beyond 16 bits, or of which -1 means something. */
const WIDE =
  /(?:time|life|sec|secs|seconds|msec|interval|delay|period|expire|expiry|ttl|length|len|size|bytes|count|offset)s?(?:_?(?:ms|us|in|out))?$/i

/** Numbers that are narrow by their nature, whatever type a function takes them in. */
const NARROW_BY_NATURE = /port|proto|family|char|byte|flag|bool|version|type/i

/** True when the function compares, masks or replaces the value, so that it may be known to fit. */
function isJudged(argument: NodeId, fn: NodeId, tree: SyntaxTree): boolean {
  const text = tree.textOf(argument)
  for (let node = fn; node < tree.subtreeEnd(fn); node++) {
    if (node === argument || tree.textOf(node) !== text) continue
    if (!tree.is(node, Kind.identifier) && !tree.is(node, Kind.field_expression)) continue
    let at = node
    for (let parent = tree.parent(at); parent !== NO_NODE; at = parent, parent = tree.parent(parent)) {
      if (/_statement$|^compound_|^argument_list$/.test(tree.kindName(parent))) {
        // `switch (x)` and `if (x)` ask for it too.
        if (tree.fieldOf(at) === Field.condition) return true
        break
      }
      const operator = tree.textOf(tree.child(parent, Field.operator))
      if (tree.is(parent, Kind.binary_expression) && /^(?:[<>]=?|[=!]=|[%&])$/.test(operator)) return true
      if (tree.is(parent, Kind.assignment_expression) && tree.child(parent, Field.left) === at) return true
      if (tree.is(parent, Kind.pointer_expression) || tree.fieldOf(at) === Field.condition) return true
    }
  }
  return false
}

/** A parameter of the function around, or a member: what came from elsewhere, with all the values of its type. */
function isGiven(argument: NodeId, fn: NodeId, tree: SyntaxTree): boolean {
  if (tree.is(argument, Kind.field_expression)) return true
  if (!tree.is(argument, Kind.identifier)) return false
  return parametersOf(tree, fn).some(({ name }) => name === tree.textOf(argument))
}

function bytesOf(type: string, { platform }: SyntaxContext<string>): number | undefined {
  const size = sizeOfName(type, platform)
  return size !== undefined && size.low === size.high ? size.low : undefined
}

/** The functions of the file, and what their parameters are: declared or defined, the last one counts. */
function declaratorOf(tree: SyntaxTree, name: string): NodeId {
  let found = NO_NODE
  for (let node = 0; node < tree.size; node++) {
    if (!tree.is(node, Kind.function_declarator)) continue
    if (tree.textOf(tree.child(node, Field.declarator)) === name) found = node
  }
  return found
}

export default defineRule({
  id: 'legacy/parameter-narrowing',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-197'],
  messages: {
    found: {
      en: "'{name}' has {from} bits, and {callee}() takes it as {type} of {to}: only the lower {to} bits arrive, and a value such as -1 becomes a great one. Give both the same type, or test the range first.",
      ja: "'{name}' は {from} ビットですが、{callee}() は {to} ビットの {type} として受け取ります。渡るのは下位 {to} ビットだけで、-1 などの値は大きな数になります。両方を同じ型にするか、先に範囲を調べてください。",
    },
  },
  visit: {
    call_expression(node, context) {
      const { tree, typeOf } = context
      const callee = calleeName(tree, node)
      const fn = tree.ancestor(node, Kind.function_definition)
      if (callee === '' || fn === NO_NODE || tree.hasError(node) || context.isMacro(callee) === true) return
      const given = tree.namedChildren(tree.child(node, Field.arguments))
      if (!given.some((argument) => WIDE.test(tree.textOf(argument)))) return
      const parameters = parametersOf(tree, tree.parent(declaratorOf(tree, callee)), declaratorOf(tree, callee))
      given.forEach((argument, index) => {
        const parameter = parameters[index]
        const type = typeOf(argument)
        if (parameter === undefined || type === undefined || type.pointers > 0 || type.array) return
        const text = tree.textOf(argument)
        if (!WIDE.test(text) || NARROW_BY_NATURE.test(text) || NARROW_BY_NATURE.test(parameter.name)) return
        const [from, to] = [bytesOf(type.base, context), bytesOf(parameter.type, context)]
        if (from === undefined || to === undefined || from < 4 || to > 2) return
        if (!isGiven(argument, fn, tree) || isJudged(argument, fn, tree)) return
        context.report({
          span: tree.span(argument),
          message: 'found',
          parameters: { name: text, from: from * 8, to: to * 8, type: parameter.type, callee },
        })
      })
    },
  },
})
