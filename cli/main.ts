import { runCommand, type ExitCode } from './command.ts'
import { VERSION } from './version.ts'

/** Writes everything, then ends: output that goes to a pipe is lost when the process ends before it is taken. */
async function main(): Promise<void> {
  const written: Promise<void>[] = []
  const writer = (stream: NodeJS.WriteStream) => {
    // The reader of a pipe may stop reading (`| head`): that is its right and no error.
    stream.on('error', () => {})
    return (text: string): void => {
      written.push(new Promise((resolve) => void stream.write(text, () => resolve())))
    }
  }
  const code: ExitCode | null = await runCommand({
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    version: VERSION,
    out: writer(process.stdout),
    err: writer(process.stderr),
    readStdin,
    isWatched: process.stderr.isTTY,
  })
  if (code === null) return
  await Promise.all(written)
  process.exit(code)
}

function readStdin(): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk))
    process.stdin.on('end', () => resolve(Buffer.concat(chunks)))
    process.stdin.on('error', reject)
  })
}

void main()
