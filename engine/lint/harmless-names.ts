/** Names that a program refers to and nobody defined in the run: which of them cannot matter to a rule about sockets. */

/** Constants of the headers by their spelling, and macros that put numbers together. */
const CONSTANTS =
  /^(?:E[A-Z]+|WSA(?:E[A-Z_]+|_[A-Z_]+|NOTINITIALISED|SYSNOTREADY|VERNOTSUPPORTED)|(?:AF|PF|SO|SOL|SOCK|IPPROTO|TCP|IP|IPV6|INADDR|AI|NI|MSG|SD|SHUT|FD|FORMAT_MESSAGE|LANG|SUBLANG|STD|SEEK|MB|ERROR|INADDR)_[A-Z0-9_]+|FIONBIO|FIONREAD|MAKEWORD|MAKELANGID|LOBYTE|HIBYTE|INFINITE|BUFSIZ|SOMAXCONN|NI_MAXHOST|NI_MAXSERV|EOF|errno|h_errno|stdin|stdout|stderr|TEXT|_T|UINT_MAX|INT_MAX|USHRT_MAX)$/

/** Functions and objects of the C and C++ libraries and of Windows that do nothing to sockets. */
const FUNCTIONS = new Set(
  `std cout cin cerr clog endl string to_string getline ios min max vector map
  FormatMessage FormatMessageA FormatMessageW LocalFree GetTickCount GetTickCount64 QueryPerformanceCounter
  QueryPerformanceFrequency MessageBox MessageBoxA MessageBoxW OutputDebugString OutputDebugStringA GetStdHandle
  SetConsoleTitle SetConsoleTitleA SetConsoleOutputCP ZeroMemory
  _getch getch _kbhit kbhit getchar putchar gets_s fgetc getc ungetc fread fseek ftell feof ferror rewind remove rename
  isspace isalpha isalnum isprint isxdigit abs labs qsort bsearch localtime gmtime strftime difftime mktime ctime asctime
  strcpy_s strcat_s strncpy_s sprintf_s printf_s scanf_s fopen_s strtok_s strerror_s localtime_s _snprintf _stricmp
  stricmp _strnicmp memccpy strspn strcspn strpbrk strrev itoa _itoa setvbuf setlocale atexit va_start va_end va_arg
  StartServiceCtrlDispatcher StartServiceCtrlDispatcherA StartServiceCtrlDispatcherW RegisterServiceCtrlHandler
  RegisterServiceCtrlHandlerA RegisterServiceCtrlHandlerW RegisterServiceCtrlHandlerExA RegisterServiceCtrlHandlerExW
  SetServiceStatus CreateEvent CreateEventA CreateEventW SetEvent ResetEvent WaitForSingleObject
  GetAdaptersAddresses GetAdaptersInfo GetIpAddrTable getifaddrs freeifaddrs daemon umask setsid chdir
  inet_ntop InetNtop InetNtopA sizeof NULL`.split(/\s+/),
)

/** True when one of the names may be anything: a library that starts or ends something, for example. */
export function mayMatter(unknown: Iterable<string>): boolean {
  for (const name of unknown) if (!CONSTANTS.test(name) && !FUNCTIONS.has(name)) return true
  return false
}
