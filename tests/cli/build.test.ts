import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { build } from '../../scripts/build.ts'
import { temporaryFolder } from './command.ts'

test('the same sources give the same bytes, and the command does not carry the engine', async () => {
  const [one, other] = [temporaryFolder(), temporaryFolder()]
  await Promise.all([build({ outdir: one }), build({ outdir: other })])
  const names = readdirSync(one)
  expect(names).toEqual(expect.arrayContaining(['cli.js', 'worker.js', 'pages.js', 'server.js', 'client-browser.js']))
  expect(readdirSync(other)).toEqual(names)
  for (const name of names)
    expect(readFileSync(join(one, name)).equals(readFileSync(join(other, name))), name).toBe(true)

  const cli = readFileSync(join(one, 'cli.js'), 'utf8')
  expect(cli.startsWith('#!/usr/bin/env node\n')).toBe(true)
  expect(statSync(join(one, 'cli.js')).mode & 0o111).not.toBe(0)
  // Start-up: what the command always loads knows neither grammars nor rules.
  const worker = readFileSync(join(one, 'worker.js'), 'utf8')
  for (const word of ['ts_tree_cursor', 'sockaddr_in', 'specific-and-wildcard'])
    expect([cli.includes(word), worker.includes(word)], word).toEqual([false, true])
  expect(readFileSync(join(one, 'THIRD-PARTY-NOTICES.txt'), 'utf8')).toMatch(/^web-tree-sitter \d/m)
})
