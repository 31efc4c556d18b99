import {
  defineRule,
  Field,
  type FixReport,
  Kind,
  NO_NODE,
  type NodeId,
  type SyntaxContext,
  type SyntaxTree,
} from '../../../engine/rule-api.ts'

/** The test `variable == constant` of an `if`, and where it runs when that holds. */
interface Guard {
  readonly comparison: NodeId
  readonly variable: string
  readonly constant: string
  /** What runs when they are equal. */
  readonly branch: NodeId
  readonly operator: '==' | '!='
}

/** A literal, a name as people write constants, or null: what does not change. */
const CONSTANT = /^(?:-?(?:0[xX][\da-fA-F]+|\d+)[uUlL]*|'[^']*'|[A-Z][A-Z0-9_]*|true|false|NULL|nullptr)$/

/** A variable or a member; a call in it could change with each evaluation. */
const VARIABLE = /^\*?[A-Za-z_]\w*(?:(?:->|\.)[A-Za-z_]\w*|\[\w+\])*$/

function guardOf(node: NodeId, tree: SyntaxTree): Guard | undefined {
  const condition = tree.child(node, Field.condition)
  const comparison = tree.namedChildren(condition)[0] ?? NO_NODE
  const operator = tree.textOf(tree.child(comparison, Field.operator))
  if (!tree.is(comparison, Kind.binary_expression) || (operator !== '==' && operator !== '!=')) return undefined
  const variable = tree.textOf(tree.child(comparison, Field.left))
  const constant = tree.textOf(tree.child(comparison, Field.right))
  if (!VARIABLE.test(variable) || !CONSTANT.test(constant) || CONSTANT.test(variable)) return undefined
  const otherwise = tree.namedChildren(tree.child(node, Field.alternative))[0] ?? NO_NODE
  const branch = operator === '==' ? tree.child(node, Field.consequence) : otherwise
  return branch === NO_NODE ? undefined : { comparison, variable, constant, branch, operator }
}

/** The statement of the branch that stores the constant once more, with nothing before it that could change the variable. */
function uselessStore({ branch, variable, constant }: Guard, tree: SyntaxTree): NodeId | undefined {
  const statements = tree.is(branch, Kind.compound_statement) ? tree.namedChildren(branch) : [branch]
  for (const statement of statements) {
    const expression = tree.namedChildren(statement)[0] ?? NO_NODE
    const isStatement = tree.is(statement, Kind.expression_statement)
    const isStore = isStatement && tree.is(expression, Kind.assignment_expression)
    if (isStore && tree.textOf(tree.child(expression, Field.left)) === variable) {
      const isPlain = tree.textOf(tree.child(expression, Field.operator)) === '='
      return isPlain && tree.textOf(tree.child(expression, Field.right)) === constant ? expression : undefined
    }
    // Only stores of constants to other variables may come first.
    const isOther =
      isStore && tree.textOf(tree.child(expression, Field.operator)) === '=' && isQuiet(tree, expression, variable)
    if (!isOther) return undefined
  }
  return undefined
}

/** An assignment that calls nothing and changes nothing that the variable is reached by. */
function isQuiet(tree: SyntaxTree, assignment: NodeId, variable: string): boolean {
  for (let node = assignment; node < tree.subtreeEnd(assignment); node++) {
    if (tree.is(node, Kind.call_expression) || tree.is(node, Kind.pointer_expression)) return false
  }
  const target = tree.textOf(tree.child(assignment, Field.left))
  return VARIABLE.test(target) && !variable.startsWith(target)
}

/** A variable of a type for which the store is nothing: no object with operators of its own, no floating point. */
function isPlainNumber(variable: NodeId, { tree, typeOf, source }: SyntaxContext<string>): boolean {
  const type = typeOf(variable)
  if (type !== undefined && /\b(?:float|double)\b/.test(type.base)) return false
  // Operators of a class may do anything.
  if (tree.language === 'cpp' && (type === undefined || !isArithmetic(type.base, type.pointers))) return false
  const name = /(\w+)(?:\[\w+\])*$/.exec(tree.textOf(variable))?.[1] ?? ''
  return !source.has(new RegExp(`\\b(?:volatile|_Atomic|atomic\\w*|sig_atomic_t)\\b[^;{}()]*\\b${name}\\b`))
}

function isArithmetic(base: string, pointers: number): boolean {
  return (
    pointers > 0 ||
    /^(?:(?:un)?signed|(?:(?:un)?signed )?(?:char|short|int|long|long long)|bool|_Bool|u?int\d+_t|u_int\d*(?:_t)?|size_t|ssize_t|BOOL|D?WORD|BYTE|U?INT|U?LONG|SOCKET)$/.test(
      base,
    )
  )
}

function flip({ comparison, operator }: Guard, { tree }: SyntaxContext<string>): FixReport {
  const meant = operator === '==' ? '!=' : '=='
  return {
    title: { en: `Compare by ${meant}`, ja: `${meant} で比較する` },
    // Which of the two was meant only the author knows.
    safety: 'suggest',
    edits: [{ span: tree.span(tree.child(comparison, Field.operator)), newText: meant }],
  }
}

export default defineRule({
  id: 'legacy/assign-equal-guard',
  since: '0.1.0',
  severity: 'warning',
  precision: 'medium',
  presets: ['strict', 'learn'],
  platforms: ['posix', 'windows'],
  merge: 'any',
  cwe: ['CWE-570'],
  messages: {
    found: {
      en: "'{variable}' is {constant} already where this stores {constant} in it, and where it is not, nothing does: the condition is probably the wrong way round. Compare by '{meant}', or leave the assignment out.",
      ja: "'{variable}' に {constant} を代入していますが、値はすでに {constant} です。ほかの値の場合には代入されないため、条件が逆だと思われます。'{meant}' で比較するか、この代入を削除してください。",
    },
  },
  visit: {
    if_statement(node, context) {
      const { tree } = context
      if (tree.hasError(node)) return
      const guard = guardOf(node, tree)
      const store = guard === undefined ? undefined : uselessStore(guard, tree)
      if (guard === undefined || store === undefined) return
      const variable = tree.child(guard.comparison, Field.left)
      if (!isPlainNumber(variable, context) || context.isMacro(guard.variable) === true) return
      // With `!=` and another branch the program may only have wanted to be complete.
      const isInverted = guard.operator === '=='
      context.report({
        span: tree.span(store),
        message: 'found',
        parameters: { variable: guard.variable, constant: guard.constant, meant: isInverted ? '!=' : '==' },
        steps: [
          {
            span: tree.span(guard.comparison),
            message: {
              en: `'${guard.variable}' is compared with ${guard.constant} here`,
              ja: `ここで '${guard.variable}' を ${guard.constant} と比較する`,
            },
          },
        ],
        fixes: [flip(guard, context)],
      })
    },
  },
})
