// not-compilable: the argument cannot be read
#include <io.h>
#include <winsock2.h>

void damaged_ok(SOCKET s)
{
    shutdown(s, SD_BOTH);
    close(s ?? );
}
