// not-compilable: the function is damaged on purpose; the question may hide in the damage.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    if (announce(s
        return -1;
    close(s);
    return 0;
}
