// not-compilable: a statement is broken, as in a file that is being edited
#include <winsock2.h>

/* Both calls can be read, whatever stands behind them. */
int damaged_bad(SOCKET s)
{
    int on = 1;

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on)); // want "which already has SO_REUSEADDR"
    if (on ==) return -1;
    return 0;
}
