#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

// doc-begin
SOCKET open_server_bad(unsigned short port)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on); // want-windows "SO_REUSEADDR on 's' means something else on Windows"
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
// doc-end

SOCKET checked_bad(const struct sockaddr_in6 *addr)
{
    const int on = 1;
    SOCKET s = socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP);

    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof on) != 0) { // want-windows "SO_REUSEADDR"
        closesocket(s);
        return INVALID_SOCKET;
    }
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

int datagram_bad(void)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on); // want-windows "Use SO_EXCLUSIVEADDRUSE there"
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5060);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(s, (struct sockaddr *)&addr, sizeof addr);
    closesocket(s);
    return 0;
}

/* The branch is for Windows alone: the option is replaced in place. */
int windows_branch_bad(const struct sockaddr_in *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

#ifdef _WIN32
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on); // want-windows "SO_REUSEADDR on 's'"
#endif
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    closesocket(s);
    return 0;
}
