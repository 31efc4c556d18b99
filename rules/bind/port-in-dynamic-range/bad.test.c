#include <netinet/in.h>
#include <sys/socket.h>

/* The file's name says that it is a test: reported as advice. */
int test_server_bad(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(51234)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr); // want "Port 51234 lies in the range"
}
