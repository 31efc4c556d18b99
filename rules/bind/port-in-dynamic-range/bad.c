#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_service(void)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(55001);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "Port 55001 lies in the range"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

#define CONTROL_PORT 40000

/* Linux alone hands this port out. */
int macro_bad(void)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(CONTROL_PORT)};
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "Port 40000 lies in the range that these systems hand out to outgoing connections: Linux (32768–60999)."
        close(s);
        return -1;
    }
    return s;
}

static int bind_port(int fd, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(fd, (struct sockaddr *)&addr, sizeof addr);
}

int wrapper_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind_port(s, 60000) < 0) { // want "Port 60000 lies in the range"
        close(s);
        return -1;
    }
    return s;
}

int last_of_linux_bad(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(60999)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr); // want "Linux (32768–60999)"
}

/* The helper chooses the port: the finding is there, not at each of its calls. */
static int open_fixed_bad(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(40001)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "Port 40001 lies in the range"
        close(s);
        return -1;
    }
    return s;
}

int calls_fixed(void)
{
    return open_fixed_bad();
}
