#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static void serve(int s)
{
    for (;;) {
        int connection = accept(s, NULL, NULL);

        if (connection < 0)
            continue;
        close(connection);
    }
}

// doc-begin
int main(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    addr.sin_port = htons(13);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return 1;
    }
    if (setgid(65534) < 0 || setuid(65534) < 0) {
        close(s);
        return 1;
    }
    serve(s);
    return 0;
}
// doc-end
