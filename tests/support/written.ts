/** Every detail of a value as text, in its order: equal texts are byte-equal results. Maps and sets are plain data too. */
export function written(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Map ? { map: [...inner] } : inner instanceof Set ? { set: [...inner] } : inner,
  )
}
