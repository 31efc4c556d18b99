#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int open_server_bad(void)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    strcpy(addr.sun_path, "/run/example.socket");
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) { // want "nothing removes it"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* The option is for ports, not for paths. */
int with_option_bad(void)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX, .sun_path = "/tmp/example.seqpacket"};
    int on = 1;
    int s = socket(AF_UNIX, SOCK_SEQPACKET, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "nothing removes it"
        close(s);
        return -1;
    }
    if (listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}

#define LOG_PATH "/tmp/example.log"

int datagram_bad(void)
{
    struct sockaddr_un addr;
    int s = socket(AF_UNIX, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    memset(&addr, 0, sizeof addr);
    addr.sun_family = AF_UNIX;
    strncpy(addr.sun_path, LOG_PATH, sizeof addr.sun_path - 1);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "nothing removes it"
        close(s);
        return -1;
    }
    return s;
}
