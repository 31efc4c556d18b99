import { execFileSync } from 'node:child_process'

/** Runs git in a folder as somebody who is nobody; gives what it prints. */
export function gitIn(folder: string): (...args: string[]) => string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false']
  return (...args) => execFileSync('git', ['-C', folder, ...identity, ...args], { encoding: 'utf8' }).trim()
}
