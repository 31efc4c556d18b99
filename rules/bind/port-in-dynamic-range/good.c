#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int open_service(void)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(18765);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* Port 0 asks for a dynamic port, which is what the range is for. */
int any_port_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = 0};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* The port of the other end: that program chose it. */
int destination_ok(int s)
{
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(55001)};

    return connect(s, (struct sockaddr *)&server, sizeof server);
}

/* Bound to a dynamic port first, then connected to a fixed one, with one structure. */
int reused_structure_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};

    addr.sin_port = htons(0);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return -1;
    addr.sin_port = htons(55001);
    return connect(s, (struct sockaddr *)&addr, sizeof addr);
}

/* The port comes from outside. */
int configured_ok(int s, const char *text)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};

    addr.sin_port = htons((unsigned short)atoi(text));
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Another function may have filled in another port. */
void fill(struct sockaddr_in *addr);

int filled_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(55001)};

    fill(&addr);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* The descriptor escapes before it is bound, to a port outside every common range. */
void watch(int s);

int escapes_ok(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(32767)};

    watch(s);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

int local_ok(int s)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX};

    strcpy(addr.sun_path, "/tmp/55001");
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}
