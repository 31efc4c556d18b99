// The browser side: bundled by esbuild and started as a dedicated worker.
import { analyseAll, type Task } from './analyse.ts'

addEventListener('message', (event: MessageEvent<Task>) => {
  analyseAll(event.data).then(
    (texts) => postMessage({ texts }),
    (error: unknown) => postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
