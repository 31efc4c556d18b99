/**
 * The few globals that every host of the engine has (node, browser, web worker) and that ECMAScript's own library does
 * not declare. Nothing here performs IO.
 */

declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
  decode(input?: Uint8Array): string
}

declare class TextEncoder {
  encode(input: string): Uint8Array
}

declare namespace WebAssembly {
  class Module {
    private readonly brand: never
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>
  }
  class Memory {
    readonly buffer: { readonly byteLength: number }
  }
  function compile(bytes: Uint8Array): Promise<Module>
  function instantiate(module: Module, imports: object): Promise<Instance>
}
