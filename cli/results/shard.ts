import type { SourceFile } from '../files.ts'
import { digestOf } from './digests.ts'

/** One of several parts of the files of a run. */
export interface Shard {
  /** From 1. */
  readonly number: number
  readonly of: number
}

/** Undefined for a text that is not of the form `K/N`. */
export function readShard(text: string): Shard | undefined {
  const [, number, of] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? []
  const shard = { number: Number(number), of: Number(of) }
  return shard.number <= shard.of ? shard : undefined
}

/** The files of a part. By their paths alone: files that come and go move no other file into another part. */
export function filesOfShard(files: readonly SourceFile[], { number, of }: Shard): SourceFile[] {
  return files.filter(({ path }) => Number.parseInt(digestOf(path).slice(0, 8), 16) % of === number - 1)
}
