/**
 * Draws icon.png, which extension galleries want as a bitmap, from client/icon/icon.svg with an installed Chromium:
 * `npx tsx scripts/render-icon.ts [path of chromium]`. The result is committed; run it only when the drawing changes.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const SIZE = 256

const root = fileURLToPath(new URL('..', import.meta.url))
const chromium = process.argv[2] ?? 'chromium'
const profile = mkdtempSync(join(tmpdir(), 'socklint-icon-'))
try {
  const { status, error, stderr } = spawnSync(
    chromium,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--force-device-scale-factor=1',
      '--default-background-color=00000000',
      `--user-data-dir=${profile}`,
      `--window-size=${SIZE},${SIZE}`,
      `--screenshot=${join(root, 'icon.png')}`,
      pathToFileURL(join(root, 'client', 'icon', 'icon.svg')).href,
    ],
    { encoding: 'utf8' },
  )
  if (error !== undefined || status !== 0) {
    process.stderr.write(`${chromium}: ${error?.message ?? stderr}\n`)
    process.exitCode = 1
  }
} finally {
  rmSync(profile, { recursive: true, force: true })
}
