#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif

void reuse_everywhere_bad(SOCKET s)
{
    int on = 1;

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
#ifdef _WIN32
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof on); // want-windows "which already has SO_REUSEADDR"
#endif
}

void one_for_each_ok(SOCKET s)
{
    int on = 1;

#ifdef _WIN32
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof on);
#else
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#endif
}
