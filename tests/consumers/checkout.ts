import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../../scripts/rule-folders.ts'

/** A copy of the files of this checkout as they are now, those that git does not ignore; with what is installed in it. */
export function copyCheckout(target: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  for (const file of listed.split('\0')) {
    if (file === '') continue
    mkdirSync(dirname(join(target, file)), { recursive: true })
    // A file that is deleted and not yet committed is listed all the same.
    cpSync(join(ROOT, file), join(target, file), { force: true, errorOnExist: false, recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(target, 'node_modules'))
}

/** A commit of everything in a folder; makes the repository if there is none. */
export function commitAll(folder: string, message: string): void {
  const git = (...parameters: string[]): void => {
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...parameters], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  }
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-q', '--no-verify', '--allow-empty', '-m', message)
}
