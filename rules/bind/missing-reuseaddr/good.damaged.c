// not-compilable: a statement is broken, as in a file that is being edited
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/* The option may be set in what cannot be read. */
int damaged_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (set(s, SO_REUSEADDR ==) return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
