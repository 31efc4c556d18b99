import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { glob } from 'tinyglobby'
import { localContext } from '../lib/browser.ts'
import { list, member } from '../lib/command-line.ts'
import { HERE, OUTPUT, ROOT } from '../lib/paths.ts'
import { runSteps } from '../lib/report.ts'
import { analyseAll, type Source, type Task } from './analyse.ts'

const ASSETS = {
  runtime: path.join(ROOT, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'),
  c: path.join(ROOT, 'grammars/tree-sitter-c.wasm'),
  cpp: path.join(ROOT, 'grammars/tree-sitter-cpp.wasm'),
} as const

/** The engine and the rules in a dedicated worker of Chromium give byte for byte what they give in node. */
export async function workerScenario(browser: Browser): Promise<void> {
  let inNode: string[] = []
  let inWorker: string[] = []
  const task: { assets: Task['assets']; sources: Source[] } = {
    assets: { runtime: readFileSync(ASSETS.runtime), c: readFileSync(ASSETS.c), cpp: readFileSync(ASSETS.cpp) },
    sources: [],
  }
  await runSteps('browser worker', [
    {
      name: 'node analyses the examples and the fixtures of the rules',
      async run() {
        const patterns = ['examples/**', 'rules/**', 'tests/e2e/samples/**'].map(
          (folder) => `${folder}/*.{c,h,cc,cpp,cxx,hpp}`,
        )
        const files = (await glob(patterns, { cwd: ROOT })).sort()
        task.sources = files.map((file) => ({ path: file, bytes: readFileSync(path.join(ROOT, file)) }))
        inNode = await analyseAll(task)
        // Comparing nothing with nothing would prove nothing.
        const parsed = inNode.map((text): unknown => JSON.parse(text))
        const found = parsed.map((each) => list(member(each, 'conclusion'), 'diagnostics').length)
        const matters = parsed.map((each) => list(each, 'matters').length)
        console.log(
          `      ${files.length} files, ${matters.join('/')} analysed, ${found.join('/')} findings a configuration`,
        )
        if (found.some((count) => count === 0) || matters.some((count) => count < 10)) {
          throw new Error('too little to compare: no findings, or fewer than 10 files')
        }
      },
    },
    {
      name: 'a worker of Chromium analyses them',
      async run() {
        inWorker = await analyseInWorker(browser, task)
      },
    },
    {
      name: 'both results are equal byte for byte',
      async run() {
        if (inNode.length !== inWorker.length) throw new Error(`${inNode.length} and ${inWorker.length} results`)
        for (const [index, text] of inNode.entries()) {
          const other = inWorker[index] ?? ''
          if (text === other) continue
          writeFileSync(path.join(OUTPUT, `worker-${index}-node.json`), text)
          writeFileSync(path.join(OUTPUT, `worker-${index}-browser.json`), other)
          let at = 0
          while (text[at] === other[at]) at++
          const around = (whole: string): string => whole.slice(Math.max(0, at - 120), at + 120)
          throw new Error(
            `configuration ${index} differs at ${at}:\nnode:    ${around(text)}\nbrowser: ${around(other)}\n` +
              `both are in ${OUTPUT}/worker-${index}-*.json`,
          )
        }
      },
    },
  ])
}

/** Serves the bundled worker and the files' bytes, starts the worker in a page and waits for its answer. */
async function analyseInWorker(browser: Browser, task: Task): Promise<string[]> {
  const bundle = await build({
    entryPoints: [path.join(HERE, 'worker/worker.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    // web-tree-sitter asks for its own address, which a bundle in a worker does not have; the bytes are handed over.
    define: { 'import.meta.url': '"http://127.0.0.1/unused"' },
    logLevel: 'error',
  })
  const script = bundle.outputFiles[0]?.contents ?? new Uint8Array()
  const routes = new Map<string, { readonly type: string; readonly body: Uint8Array | string }>([
    ['/', { type: 'text/html', body: '<!DOCTYPE html><title>worker</title>' }],
    ['/worker.js', { type: 'text/javascript', body: script }],
    ['/paths.json', { type: 'application/json', body: JSON.stringify(task.sources.map((source) => source.path)) }],
    ...Object.entries<Uint8Array>({ ...task.assets }).map(
      ([name, body]) => [`/asset/${name}`, { type: 'application/wasm', body }] as const,
    ),
    ...task.sources.map(
      ({ path: name, bytes }) => [encodeURI(`/source/${name}`), { type: 'text/plain', body: bytes }] as const,
    ),
  ])
  const server = createServer((request, response) => {
    const route = routes.get(request.url ?? '')
    response.statusCode = route === undefined ? 404 : 200
    response.setHeader('content-type', route?.type ?? 'text/plain')
    response.end(route?.body)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port given')
  const context = await localContext(browser, 'en')
  try {
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${address.port}/`)
    // As text: a function would be compiled with helpers that the page does not have.
    const answer: unknown = await page.evaluate(IN_PAGE)
    const error = member(answer, 'error')
    if (typeof error === 'string') throw new Error(error)
    return list(answer, 'texts').map(String)
  } finally {
    await context.close()
    server.close()
  }
}

const IN_PAGE = `(async () => {
  const bytes = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer())
  const [runtime, c, cpp] = await Promise.all(['runtime', 'c', 'cpp'].map((name) => bytes('/asset/' + name)))
  const sources = []
  for (const path of await (await fetch('/paths.json')).json()) sources.push({ path, bytes: await bytes(encodeURI('/source/' + path)) })
  const worker = new Worker('/worker.js')
  const timeout = new Promise((resolve) => setTimeout(resolve, 120_000, { error: 'no answer from the worker in 120 s' }))
  const answer = new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data)
    worker.onerror = (event) => resolve({ error: event.message + ' at ' + event.filename + ':' + event.lineno })
    worker.postMessage({ assets: { runtime, c, cpp }, sources })
  })
  return Promise.race([answer, timeout])
})()`
