#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Tidy, as long as it gets there. */
int main(int argc, char **argv)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    int connection;
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0 || argc < 2 || strlen(argv[1]) >= sizeof addr.sun_path)
        return 1;
    strcpy(addr.sun_path, argv[1]);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "removed only at the end"
        perror("bind");
        close(s);
        return 1;
    }
    if (listen(s, 16) < 0) {
        close(s);
        return 1;
    }
    connection = accept(s, NULL, NULL);
    if (connection >= 0)
        close(connection);
    close(s);
    unlink(addr.sun_path);
    return 0;
}
