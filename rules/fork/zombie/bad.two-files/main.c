#include <netinet/in.h>
#include <sys/socket.h>

void run_server(int listener);

int main(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(7000)};
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0)
        return 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 16) < 0)
        return 1;
    run_server(listener);
    return 1;
}
