// not-compilable: the function is damaged on purpose.
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(void)
{
    int s;

    if ((s = socket(AF_INET, SOCK_STREAM, 0)) < 0 return -1;
    close(s);
    return 0;
}
