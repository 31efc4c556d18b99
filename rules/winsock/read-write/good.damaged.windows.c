// not-compilable: the argument cannot be read
#include <io.h>
#include <winsock2.h>

void damaged_ok(SOCKET s, const char *text)
{
    shutdown(s, SD_BOTH);
    write(s ?? text, 1);
}
