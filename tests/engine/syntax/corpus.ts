/** Texts that every way of reading a tree must agree on: ordinary code, old code, broken code and odd characters. */
export interface Sample {
  readonly name: string
  readonly language: 'c' | 'cpp'
  readonly text: string
}

const SERVER = `#include <sys/socket.h>
#include <netinet/in.h>

/* one listener */
static int open_listener(unsigned short port)
{
	struct sockaddr_in addr = { 0 };
	int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	addr.sin_family = AF_INET;
	addr.sin_port = htons(port);
	if (bind(fd, (struct sockaddr *)&addr, sizeof addr) == -1 || listen(fd, 5)) {
		close(fd); // lost otherwise
		return -1;
	}
	for (;;) { switch (fd) { case 1: break; default: goto out; } }
out:
	return fd ? fd : -1;
}
`

const CPP = `namespace net {
template <typename T> class Server : public Base<T> {
public:
  explicit Server(int port = 80) : port_(port) {}
  ~Server() noexcept { ::close(fd_); }
  auto run() -> int;
private:
  int fd_{-1}, port_;
  sockaddr_in addr_;
};
}
int main() {
  auto handler = [&](int fd, sockaddr *peer) mutable { return fd > 0; };
  for (const auto &client : clients) { client->send(R"x(raw "text")x"); }
  try { if (int rc = bind(1, reinterpret_cast<sockaddr *>(&a), sizeof a); rc != 0) throw 1; } catch (...) {}
  std::vector<std::pair<int, int>> v{{1, 2}};
  return v.size() >> 1 ? co_await x : 0;
}
`

export const CORPUS: readonly Sample[] = [
  { name: 'empty', language: 'c', text: '' },
  { name: 'only blanks', language: 'c', text: ' \n\t\r\n' },
  { name: 'only a comment', language: 'c', text: '// nothing' },
  { name: 'server', language: 'c', text: SERVER },
  { name: 'server with CRLF', language: 'c', text: SERVER.replaceAll('\n', '\r\n') },
  { name: 'server with lone CR', language: 'c', text: SERVER.replaceAll('\n', '\r') },
  { name: 'server indented with no-break spaces', language: 'c', text: SERVER.replaceAll('\t', '\u00a0\u00a0') },
  { name: 'server as C++', language: 'cpp', text: SERVER },
  { name: 'C++', language: 'cpp', text: CPP },
  { name: 'C++ as C', language: 'c', text: CPP },
  {
    name: 'Japanese',
    language: 'c',
    text: 'int f(void) { /* 待ち受けソケットを作る */ return g("日本語\\n", L\'字\'); } // 終わり\n',
  },
  { name: 'outside the BMP', language: 'c', text: 'char *s = "😀𠮷"; /* 👨‍👩‍👧 */ int after;\nint 変数 = 1; int 𝒳;\n' },
  { name: 'lone surrogates', language: 'c', text: 'char *s = "\ud800"; int after; /* \udc00 */\n' },
  { name: 'control characters', language: 'c', text: 'int a;\u0000int b;\u0001\u000c\u000bint c;\n' },
  {
    name: 'K&R',
    language: 'c',
    text: 'int f(s, name) int s; struct sockaddr *name; { return s; }\nmain(argc, argv) char **argv; { f(0, 0); }\n',
  },
  {
    name: 'conditions',
    language: 'c',
    text: '#ifdef _WIN32\nSOCKET s;\n#elif defined(__linux__) && !X\nint s;\n#else\n# error no\n#endif\nint f(void) {\n#if 0\n  if (a) {\n#else\n  if (b) {\n#endif\n  }\n}\n',
  },
  {
    name: 'macros',
    language: 'c',
    text: '#define M(x) do { (x); } while (0)\n#define LONG a \\\n  b\nDWORD WINAPI f(LPVOID p) { CHECK(s)\n close(s); M(1) }\nSTART_TEST(x) { }\n',
  },
  { name: 'missing semicolon', language: 'c', text: 'int f(void) { return 1 }\n' },
  { name: 'missing parenthesis', language: 'c', text: 'int f(void) { if (a { b(; } }\nint g(void) { return 0; }\n' },
  { name: 'unbalanced', language: 'c', text: 'int f(void) { { {\nint g(void) { } } } } }\n' },
  { name: 'broken C++', language: 'cpp', text: 'class X { int f( { ;\ntemplate < int main() { a<b<c; }\n' },
  {
    name: 'no C at all',
    language: 'c',
    text: 'Dear reader,\n\n1. this was never C; 2. "nor" #anything\n<html>&amp;</html>\n',
  },
  { name: 'unclosed string', language: 'c', text: 'char *s = "abc;\nint x;\n\'\n' },
  { name: 'unclosed comment', language: 'c', text: 'int x; /* and then\nint y;\n' },
  {
    name: 'assembly and extensions',
    language: 'c',
    text: 'int f(void) { __asm__ volatile ("nop" : "=r"(a) : "r"(b) : "memory"); return ({ int x = 1; x; }) + _Generic(a, int: 1, default: 2); }\n',
  },
  {
    name: 'initialisers',
    language: 'c',
    text: 'struct a x = { .b = 1, [2 ... 3] = { 4 }, };\nint (*table[])(int, ...) = { f, &g };\nstruct a y = (struct a){ .b = sizeof(struct a *) };\n',
  },
  {
    name: 'token names that are node names',
    language: 'cpp',
    text: 'auto f() noexcept(true) -> decltype(x); decltype(auto) g() noexcept { auto *p = nullptr; return NULL; }\n',
  },
  { name: 'auto in C', language: 'c', text: 'int f(void) { auto int x = 1; return NULL == x; }\n' },
  { name: 'deep parentheses', language: 'c', text: `int x = ${'('.repeat(1000)}1${')'.repeat(1000)};\n` },
  { name: 'deep blocks', language: 'c', text: `void f(void) ${'{ if (a) '.repeat(1000)};${' }'.repeat(1000)}\n` },
  { name: 'deep and unclosed', language: 'cpp', text: `void f() ${'{ g(('.repeat(1000)}` },
  { name: 'wide', language: 'c', text: `int x[] = { ${'1, '.repeat(5000)} };\n` },
]
