#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

static void allow_reuse(SOCKET s)
{
    int on = 1;

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on); // want-windows "SO_REUSEADDR on 's'"
}

int option_in_wrapper_bad(const struct sockaddr_in *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    allow_reuse(s);
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) != 0)
        return -1;
    closesocket(s);
    return 0;
}
