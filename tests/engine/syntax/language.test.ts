import { expect, test } from 'vitest'
import { chooseLanguage } from '../../../engine/syntax/language.ts'

test.each([
  ['a.c', 'class X {', 'c'],
  ['dir.cpp/a.c', '', 'c'],
  ['file:///x/a.CPP', '', 'cpp'],
  ['a.cc', 'int x;', 'cpp'],
  ['a.hpp', '', 'cpp'],
  ['C:\\src\\SERVER.C', 'int main() { }', 'c'],
  ['SERVER.C', 'class Server {\n', 'cpp'],
  ['a.h', '#ifdef __cplusplus\nextern "C" {\n#endif\nint class_of(int class);\n', 'c'],
  ['a.h', '/* class of service { */\n * class names\nstruct x { int private; };', 'c'],
  ['a.h', 'namespace net {\n}', 'cpp'],
  ['a.h', 'template <typename T>\nT f(T);', 'cpp'],
  ['a.h', 'class EXPORT Server : public Base {', 'cpp'],
  ['a.h', 'struct x {\n private:\n int a; };', 'cpp'],
  ['', 'using namespace std;', 'cpp'],
  ['', 'int main(void) { return 0; }', 'c'],
] as const)('%s %j is %s', (path, text, expected) => {
  expect(chooseLanguage(path, text)).toBe(expected)
})
