#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

/* A function for it does not help when nothing is tested there either. */
static void set_port(struct sockaddr_in *addr, const char *port)
{
    addr->sin_port = htons(atoi(port)); // want "Nothing tests what atoi() made of the text"
}

int through_helper_bad(int s, const char *port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};

    set_port(&addr, port);
    return connect(s, (struct sockaddr *)&addr, sizeof addr);
}
