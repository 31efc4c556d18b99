/** What files that are not open add: facts across files, within a budget, while nobody waits. */
import { afterEach, describe, expect, test } from 'vitest'
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node'
import { INDEX_BUDGET } from '../../server/workspace-index.ts'
import { MAX_QUIET_PERIOD, Scheduler } from '../../server/scheduler.ts'
import { FakeEngine } from './fake-engine.ts'
import { eventually, eventuallyFinds, PULLING, Session } from './harness.ts'
import { memoryDisk, type MemoryDisk } from './memory-disk.ts'

let session: Session | undefined
afterEach(() => session?.end())

const A = 'file:///w/src/b.c'

async function start(files: MemoryDisk, engine = new FakeEngine(), options: object = {}): Promise<FakeEngine> {
  session = await Session.start({
    ...{ capabilities: PULLING, engine, files, indexes: true },
    workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
    ...options,
  })
  return engine
}

describe('the index of the workspace', () => {
  test('files that are not open count for the open ones, and their places are named', async () => {
    await start(memoryDisk({ '/w/src/a.c': 'int x;\nport 80\n', '/w/src/b.c': '', '/w/x.c': 'port 81\n' }))
    await session?.open(A, 'port 80\n')
    await eventuallyFinds(session, A, ['call/port@0:0'])
    const [finding] = (await session?.pullItems(A)) ?? []
    expect(finding?.relatedInformation?.[0]?.location.uri).toBe('file:///w/src/a.c')
    // Nothing is told of documents that are not open.
    expect(session?.published).toEqual([])
    await session?.change(A, 2, { text: 'port 82\n' })
    expect(await session?.pullItems(A)).toEqual([])
  })

  test('the text in the editor counts more than that on the disk', async () => {
    const engine = await start(memoryDisk({ '/w/src/a.c': 'port 80\n', '/w/src/b.c': '' }))
    await session?.open('file:///w/src/a.c', 'port 81\n')
    await session?.open(A, 'port 80\n')
    await eventually(() => (engine.analysed.length >= 3 ? true : undefined))
    expect(await session?.pullItems(A)).toEqual([])
  })

  test('follows the disk: files that change, come and go', async () => {
    const disk = memoryDisk({ '/w/src/b.c': '' })
    await start(disk)
    await session?.open(A, 'port 80\n')
    expect(await session?.pullItems(A)).toEqual([])
    const tell = async (type: 1 | 2 | 3): Promise<void> => {
      const changes = [{ uri: 'file:///w/src/a.c', type }]
      await session?.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
    }
    disk.files.set('/w/src/a.c', 'port 80\n')
    await tell(1)
    await eventuallyFinds(session, A, ['call/port@0:0'])
    disk.files.set('/w/src/a.c', 'port 81\n')
    await tell(2)
    await eventuallyFinds(session, A, [])
    disk.files.delete('/w/src/a.c')
    await tell(3)
    expect(await session?.pullItems(A)).toEqual([])
  })

  test('leaves out what is ignored, too large, or without a word of interest', async () => {
    const large = `port 80\n${' '.repeat(INDEX_BUDGET.bytes)}`
    const disk = memoryDisk({
      '/w/.git/HEAD': '',
      '/w/.gitignore': 'gen/\n',
      '/w/.socklintrc.json': '{ "ignore": ["vendor/"] }',
      '/w/gen/a.c': 'port 80\n',
      '/w/vendor/a.c': 'port 80\n',
      '/w/plain.c': 'int x;\n',
      '/w/z.c': 'bad();\n',
    })
    disk.files.set('/w/large.c', large)
    const engine = await start(disk)
    await session?.open(A, 'port 80\n')
    await eventually(() => (engine.analysed.includes('z.c') ? true : undefined))
    expect(engine.analysed.toSorted()).toEqual(['src/b.c', 'z.c'])
  })

  test('keeps to its budget, and typing goes first', async () => {
    const files = Object.fromEntries(
      Array.from({ length: INDEX_BUDGET.facts + 50 }, (_, index) => [
        `/w/${String(index).padStart(4, '0')}.c`,
        'bad();\n',
      ]),
    )
    const engine = await start(memoryDisk(files))
    await session?.open('file:///w/open.c', 'bad();\n')
    for (let version = 2; version < 20; version++) {
      await session?.change('file:///w/open.c', version, { text: 'bad();\n'.repeat(version) })
      expect(await session?.pullItems('file:///w/open.c')).toHaveLength(version)
    }
    await eventually(() => (engine.analysed.includes('0399.c') ? true : undefined))
    expect(engine.analysed.filter((path) => path !== 'open.c').length).toBeLessThanOrEqual(INDEX_BUDGET.facts)
  })

  test('a folder that is deleted under the server', async () => {
    const disk = memoryDisk({ '/w/src/a.c': 'port 80\n', '/w/src/b.c': '' })
    await start(disk)
    await session?.open(A, 'port 80\nbad();\n')
    await eventuallyFinds(session, A, ['call/bad@1:0', 'call/port@0:0'])
    disk.files.clear()
    await session?.client.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: 'file:///w/src/a.c', type: 3 }],
    })
    await eventuallyFinds(session, A, ['call/bad@1:0'])
  })
})

describe('how long typing must rest', () => {
  test('follows how long the work takes, within bounds', async () => {
    let duration = 60
    const scheduler = new Scheduler(async () => await new Promise((resolve) => setTimeout(resolve, duration)), 10)
    expect(scheduler.quietPeriod).toBe(10)
    scheduler.touch(0)
    await scheduler.settled()
    expect(scheduler.quietPeriod).toBeGreaterThanOrEqual(55)
    duration = 0
    for (let run = 0; run < 12; run++) {
      scheduler.touch(0)
      await scheduler.settled()
    }
    expect(scheduler.quietPeriod).toBeLessThan(55)
    duration = MAX_QUIET_PERIOD + 100
    scheduler.touch(0)
    await scheduler.settled()
    expect(scheduler.quietPeriod).toBe(MAX_QUIET_PERIOD)
    scheduler.dispose()
  })
})
