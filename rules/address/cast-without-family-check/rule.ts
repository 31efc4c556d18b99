import {
  defineRule,
  Field,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
  type ViewedEvent,
  withoutCasts,
} from '../../../engine/rule-api.ts'

type Message = 'other' | 'any' | 'interface'

const STRUCTURE = { inet: 'struct sockaddr_in', inet6: 'struct sockaddr_in6' } as const
const CONSTANT = { inet: 'AF_INET', inet6: 'AF_INET6', unix: 'AF_UNIX' } as const
const TYPE = /\bsockaddr_in6?\b|\bSOCKADDR_IN6?\b/i

/** UNP section 3.6; getifaddrs(3): each interface has addresses of several families, and some have none. */
export default defineRule<Message>({
  id: 'address/cast-without-family-check',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-843'],
  messages: {
    other: {
      en: '{member} is read as that of a {type}, but the address has the family {family}: these bytes mean something else there. Use the structure of its family.',
      ja: '{member} を {type} のメンバーとして読んでいますが、アドレスのファミリーは {family} です。その構造体では、このバイト列は別の意味になります。アドレスファミリーに合う構造体を使ってください。',
    },
    any: {
      en: '{member} is read as that of a {type}, but the address may be IPv4 or IPv6, and nothing here asks which: for the other one these bytes mean something else. Test the family first.',
      ja: '{member} を {type} のメンバーとして読んでいますが、アドレスは IPv4 の場合も IPv6 の場合もあり、どちらかを調べていません。もう一方では、このバイト列は別の意味になります。先にアドレスファミリーを調べてください。',
    },
    interface: {
      en: 'getifaddrs() lists addresses of every family, and interfaces without one (ifa_addr is NULL): this takes each for a {type}. Test ifa_addr and its sa_family first.',
      ja: 'getifaddrs() はすべてのファミリーのアドレスを返し、アドレスのないインターフェイスでは ifa_addr が NULL です。ここでは、どれも {type} として扱っています。先に ifa_addr と sa_family を調べてください。',
    },
  },
  visit: {
    cast_expression(node, context) {
      judgeInterface(node, context.tree.textOf(context.tree.child(node, Field.type)), context)
    },
    call_expression(node, context) {
      const called = context.tree.child(node, Field.function)
      const isCast = context.tree.is(called, Kind.template_function)
      if (isCast) judgeInterface(node, context.tree.textOf(called), context)
    },
  },
  on: {
    viewed(event, context) {
      const { tree } = context
      const { origin, structure, isFamilyKnown } = event
      if (origin === null || origin === 'other' || origin === structure || isFamilyKnown || context.damaged) return
      if (asksForFamily(tree, event.node)) return
      context.report({
        span: event.span,
        message: origin === 'unspecified' ? 'any' : 'other',
        parameters: {
          member: event.member,
          type: STRUCTURE[structure],
          family: origin === 'unspecified' ? '' : CONSTANT[origin],
        },
        once: { key: baseOf(event, tree), also: { en: 'and is read here too', ja: 'ここでも読まれる' } },
      })
    },
  },
})

/** The expression for the address, without the casts around it. */
function baseOf({ node }: ViewedEvent, tree: SyntaxTree): string {
  let object = node
  while (tree.is(object, Kind.field_expression)) object = withoutCasts(tree, tree.child(object, Field.argument))
  return tree.textOf(object)
}

/** The function, or the part of the file outside of functions, that a node stands in. */
function around(tree: SyntaxTree, node: NodeId): NodeId {
  const definition = tree.ancestor(node, Kind.function_definition, Kind.lambda_expression)
  return definition === NO_NODE ? 0 : definition
}

/** True when something in the function names a family: which address it asks about, and what for, is not followed. */
function asksForFamily(tree: SyntaxTree, node: NodeId): boolean {
  const part = around(tree, node)
  for (let each = part; each < tree.subtreeEnd(part); each++) {
    const isComparison = tree.is(each, Kind.binary_expression) || tree.is(each, Kind.case_statement)
    const isDecision = isComparison || tree.is(each, Kind.switch_statement)
    if (!isDecision) continue
    const asked = tree.is(each, Kind.switch_statement)
      ? tree.child(each, Field.condition)
      : tree.is(each, Kind.case_statement)
        ? tree.child(each, Field.value)
        : each
    if (/\b[AP]F_\w+|family|\bai_addrlen\b|\bsa_len\b|sizeof/i.test(tree.textOf(asked))) return true
  }
  return false
}

/** A cast of `ifa_addr`, in a function that goes through the list of getifaddrs() and asks for no family. */
function judgeInterface(node: NodeId, type: string, context: SyntaxContext<Message>): void {
  const { tree } = context
  if (!TYPE.test(type) || !context.isCompiled) return
  const given = tree.is(node, Kind.cast_expression)
    ? withoutCasts(tree, tree.child(node, Field.value))
    : (tree.namedChildren(tree.child(node, Field.arguments))[0] ?? NO_NODE)
  const isInterface =
    tree.is(given, Kind.field_expression) && tree.textOf(tree.child(given, Field.field)) === 'ifa_addr'
  if (!isInterface || !isRead(tree, node) || !listsInterfaces(tree, node) || asksForFamily(tree, node)) return
  context.report({
    span: tree.span(node),
    message: 'interface',
    parameters: { type: /in6/i.test(type) ? STRUCTURE.inet6 : STRUCTURE.inet },
    severity: 'error',
  })
}

const MEMBER = /^sin6?_(port|addr)$/

/** True when a member is read through the cast at once, or through the variable that it is stored in. */
function isRead(tree: SyntaxTree, cast: NodeId): boolean {
  let node = cast
  while (tree.is(tree.parent(node), Kind.parenthesized_expression)) node = tree.parent(node)
  const parent = tree.parent(node)
  if (tree.is(parent, Kind.field_expression)) return MEMBER.test(tree.textOf(tree.child(parent, Field.field)))
  const target = tree.is(parent, Kind.assignment_expression)
    ? tree.child(parent, Field.left)
    : tree.is(parent, Kind.init_declarator)
      ? tree.child(parent, Field.declarator)
      : NO_NODE
  const name = target === NO_NODE ? '' : tree.textOf(target).replace(/[*\s]|const/g, '')
  const part = around(tree, cast)
  for (let each = cast; name !== '' && each < tree.subtreeEnd(part); each++) {
    if (!tree.is(each, Kind.field_expression) || !MEMBER.test(tree.textOf(tree.child(each, Field.field)))) continue
    if (tree.textOf(tree.child(each, Field.argument)) === name) return true
  }
  return false
}

function listsInterfaces(tree: SyntaxTree, node: NodeId): boolean {
  const part = around(tree, node)
  for (let each = part; each < node; each++) {
    const called = tree.is(each, Kind.call_expression) ? tree.child(each, Field.function) : NO_NODE
    if (called !== NO_NODE && tree.textOf(called).replace(/^::/, '') === 'getifaddrs') return true
  }
  return false
}
