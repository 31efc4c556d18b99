// not-compilable: a statement is broken, as in a file that is being edited
#include <netinet/in.h>
#include <sys/socket.h>

/* What cannot be read may have closed the first socket. */
int damaged_ok(void)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    if (a ==) close(a);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
    return 0;
}
