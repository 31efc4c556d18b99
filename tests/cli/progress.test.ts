import { describe, expect, test } from 'vitest'
import { progressLine } from '../../cli/progress.ts'

const CLEAR = '\r\u001b[2K'

function line(
  language: 'en' | 'ja',
): { readonly shown: string[]; readonly wait: (ms: number) => void } & ReturnType<typeof progressLine> {
  const shown: string[] = []
  let time = 0
  const progress = progressLine(
    (text) => shown.push(text),
    language,
    () => time,
  )
  return { ...progress, shown, wait: (ms) => (time += ms) }
}

describe('the line about a long run', () => {
  test('shows nothing of a short run, and takes nothing away then', () => {
    const { at, end, wait, shown } = line('en')
    at('survey', 1, 9)
    wait(999)
    at('check', 2, 9)
    end()
    expect(shown).toEqual([])
  })

  test('is written over, not too often, and taken away in the end, once', () => {
    const { at, end, wait, shown } = line('en')
    wait(1000)
    at('survey', 5, 55454)
    wait(99)
    at('survey', 6, 55454)
    wait(1)
    at('check', 3, 237)
    end()
    end()
    expect(shown).toEqual([
      `${CLEAR}socklint: 5 of 55454 files looked at`,
      `${CLEAR}socklint: 3 of 237 files checked`,
      CLEAR,
    ])
  })

  test('speaks Japanese', () => {
    const { at, wait, shown } = line('ja')
    wait(2000)
    at('survey', 5, 70)
    wait(200)
    at('check', 3, 20)
    expect(shown).toEqual([
      `${CLEAR}socklint: 70 ファイル中 5 ファイルを確認済み`,
      `${CLEAR}socklint: 20 ファイル中 3 ファイルを検査済み`,
    ])
  })
})
