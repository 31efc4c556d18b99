/**
 * Draws icon.png and the banner of README, which extension galleries want as bitmaps, from client/icon/*.svg with an
 * installed Chromium: `npx tsx scripts/render-pictures.ts [path of chromium]`. The results are committed; run it only
 * when a drawing changes.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const PICTURES = [
  { from: 'client/icon/icon.svg', to: 'icon.png', width: 256, height: 256 },
  { from: 'client/icon/banner.svg', to: 'docs/images/banner.png', width: 1280, height: 320 },
] as const

const root = fileURLToPath(new URL('..', import.meta.url))
const chromium = process.argv[2] ?? 'chromium'
const profile = mkdtempSync(join(tmpdir(), 'socklint-pictures-'))
try {
  for (const { from, to, width, height } of PICTURES) {
    mkdirSync(dirname(join(root, to)), { recursive: true })
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
        `--window-size=${width},${height}`,
        `--screenshot=${join(root, to)}`,
        pathToFileURL(join(root, from)).href,
      ],
      { encoding: 'utf8' },
    )
    if (error !== undefined || status !== 0) {
      process.stderr.write(`${chromium}: ${error?.message ?? stderr}\n`)
      process.exitCode = 1
    }
  }
} finally {
  rmSync(profile, { recursive: true, force: true })
}
