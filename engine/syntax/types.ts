/** A declared C type as far as rules need it: `struct sockaddr_in *p[4]` is {base:'struct sockaddr_in', pointers:1, array:true}. */
export interface TypeShape {
  /** The specifier with typedefs of this file and of the model resolved: `struct sockaddr_in`, `int`, `SOCKET`. */
  readonly base: string
  readonly pointers: number
  readonly array: boolean
}
