/** Calls that a program expects to fail, and says so. */
import { Field, Kind, NO_NODE, type NodeId, type SyntaxTree } from '../syntax/tree.ts'

/** `assert`, `TEST_ASSERT`, `CHECK`, `EXPECT_EQ`, `g_assert_true`, `REQUIRE_THROWS` ... */
const ASSERTION = /(?:^|_)(?:assert|check|expect|require|verify|ensure)/i

/**
 * True for a call that an assertion says must fail, as tests do that show just that: `assert(close(fd) == -1)`,
 * `ASSERT_EQ(-1, close(fd))`.
 */
export function isAssertedToFail(tree: SyntaxTree, call: NodeId): boolean {
  let isCompared = false
  for (let node = call, parent = tree.parent(node); parent !== NO_NODE; node = parent, parent = tree.parent(node)) {
    switch (tree.kind(parent)) {
      case Kind.parenthesized_expression:
      case Kind.cast_expression:
        continue
      case Kind.binary_expression: {
        const operator = tree.textOf(tree.child(parent, Field.operator))
        // In `assert(close(fd) == -1 && errno == EBADF)` both have to hold.
        if (isCompared && operator === '&&') continue
        const isLeft = tree.child(parent, Field.left) === node
        const other = tree.textOf(tree.child(parent, isLeft ? Field.right : Field.left))
        if (isCompared || !saysFailure(isLeft ? operator : (MIRRORED[operator] ?? ''), other)) return false
        isCompared = true
        continue
      }
      case Kind.argument_list: {
        const asserts = ASSERTION.test(tree.textOf(tree.child(tree.parent(parent), Field.function)))
        return asserts && (isCompared || tree.namedChildren(parent).some((other) => isFailure(tree.textOf(other))))
      }
      default:
        return false
    }
  }
  return false
}

const MIRRORED: Readonly<Record<string, string>> = { '==': '==', '!=': '!=', '<': '>', '>': '<' }

function isFailure(text: string): boolean {
  return text === '-1' || text === 'SOCKET_ERROR'
}

function saysFailure(operator: string, other: string): boolean {
  if (operator === '==') return isFailure(other)
  return other === '0' && (operator === '<' || operator === '!=')
}
