import { describe, expect, test } from 'vitest'
import { applyEdits, mergeEdits } from '../../../engine/text/edits.ts'
import type { TextEdit } from '../../../engine/text/span.ts'

const edit = (start: number, end: number, newText: string): TextEdit => ({ span: { start, end }, newText })

describe('applyEdits', () => {
  test('offsets mean the text as it is, whatever the order', () => {
    expect(applyEdits('abcdef', [edit(4, 5, 'EE'), edit(0, 1, ''), edit(2, 2, '-')])).toEqual({
      ok: true,
      text: 'b-cdEEf',
    })
    expect(applyEdits('abc', [])).toEqual({ ok: true, text: 'abc' })
    expect(applyEdits('', [edit(0, 0, 'x')])).toEqual({ ok: true, text: 'x' })
  })

  test('insertions at one place keep their order and come before what is replaced there', () => {
    expect(applyEdits('ab', [edit(1, 2, 'B'), edit(1, 1, '1'), edit(1, 1, '2')])).toEqual({ ok: true, text: 'a12B' })
  })

  test('edits that touch are fine', () => {
    expect(applyEdits('abcd', [edit(0, 2, 'X'), edit(2, 4, 'Y')])).toEqual({ ok: true, text: 'XY' })
    expect(applyEdits('abcd', [edit(0, 2, 'X'), edit(2, 2, '-')])).toEqual({ ok: true, text: 'X-cd' })
  })

  test('edits that overlap are refused, and named', () => {
    const [a, b] = [edit(0, 3, 'X'), edit(2, 4, 'Y')]
    expect(applyEdits('abcd', [b, a])).toEqual({ ok: false, reason: 'overlap', edits: [a, b] })
    expect(applyEdits('abcd', [a, edit(1, 1, '-')])).toMatchObject({ ok: false, reason: 'overlap' })
    expect(applyEdits('abcd', [a, a])).toMatchObject({ ok: false, reason: 'overlap' })
  })

  test('edits outside the text are refused', () => {
    for (const bad of [edit(-1, 0, ''), edit(3, 5, ''), edit(2, 1, '')]) {
      expect(applyEdits('abcd', [bad])).toEqual({ ok: false, reason: 'outside', edits: [bad] })
    }
  })
})

describe('mergeEdits', () => {
  test('sets are joined in text order', () => {
    const [a, b, c] = [edit(5, 6, 'a'), edit(0, 1, 'b'), edit(3, 3, 'c')]
    expect(mergeEdits([a], [b, c])).toEqual({ ok: true, edits: [b, c, a] })
  })

  test('what two sets have in common counts once', () => {
    const include = edit(0, 0, '#include <errno.h>\n')
    const merged = mergeEdits([include, edit(5, 6, 'x')], [include, edit(8, 9, 'y')])
    expect(merged.ok && merged.edits.map((one) => one.newText)).toEqual(['#include <errno.h>\n', 'x', 'y'])
  })

  test('a set may insert the same text twice', () => {
    expect(mergeEdits([edit(1, 1, '}'), edit(1, 1, '}')])).toMatchObject({
      ok: true,
      edits: [{ newText: '}' }, { newText: '}' }],
    })
  })

  test('different edits of one place are refused', () => {
    expect(mergeEdits([edit(0, 2, 'x')], [edit(0, 2, 'y')])).toMatchObject({ ok: false, reason: 'overlap' })
    expect(mergeEdits([edit(0, 4, 'x')], [edit(2, 2, 'y')])).toMatchObject({ ok: false, reason: 'overlap' })
  })

  test('a merged set can be applied', () => {
    const merged = mergeEdits([edit(0, 1, 'A')], [edit(2, 3, 'C')])
    expect(merged.ok && applyEdits('abc', merged.edits)).toEqual({ ok: true, text: 'AbC' })
  })
})
