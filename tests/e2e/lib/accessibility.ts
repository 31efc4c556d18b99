import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from 'playwright-core'
import { list, member } from './command-line.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Fails on every violation that axe finds in the page of a frame. */
export async function expectAccessible(frame: Frame): Promise<void> {
  await frame.evaluate(AXE)
  const answer: unknown = await frame.evaluate('axe.run(document)')
  const passes = list(answer, 'passes').length
  const violations = list(answer, 'violations').map((each) => {
    const places = list(each, 'nodes').map((node) => String(member(node, 'html')).slice(0, 200))
    return `${String(member(each, 'id'))}: ${places.join(' ')}`
  })
  console.log(`      axe: ${passes} rules passed, ${violations.length} violated`)
  if (passes < 10) throw new Error(`only ${passes} rules of axe apply`)
  if (violations.length > 0) throw new Error(violations.join('\n'))
}
