/* Descriptors that are no sockets, beside sockets. */
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

int right_send_file(int conn, const char *path)
{
    char buffer[512];
    ssize_t n;
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return -1;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) {
        if (send(conn, buffer, (size_t)n, 0) < 0) {
            close(fd);
            return -1;
        }
    }
    close(fd);
    return 0;
}

int wrong_send_file(int conn, const char *path)
{
    char buffer[512];
    ssize_t n;
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return -1;
    while ((n = read(fd, buffer, sizeof buffer)) > 0) {
        if (send(conn, buffer, (size_t)n, 0) < 0)
            return -1; // lost fd return
    }
    close(fd);
    return 0;
}

void *right_map(const char *path)
{
    struct stat about;
    void *start;
    int fd = open(path, O_RDWR);
    if (fd == -1)
        return NULL;
    if (fstat(fd, &about) == -1) {
        close(fd);
        return NULL;
    }
    start = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    return start;
}

void *wrong_map(const char *path)
{
    struct stat about;
    int fd = open(path, O_RDWR);
    if (fd == -1)
        return NULL;
    if (fstat(fd, &about) == -1) {
        close(fd);
        return NULL;
    }
    return mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, fd, 0); // lost fd return
}

int right_queue(int listener)
{
    struct epoll_event event = { .events = EPOLLIN };
    int queue = epoll_create1(0);
    if (queue == -1)
        return -1;
    if (epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event) == -1) {
        close(queue);
        return -1;
    }
    return queue;
}

int wrong_queue(int listener)
{
    struct epoll_event event = { .events = EPOLLIN };
    int queue = epoll_create1(0);
    if (queue == -1)
        return -1;
    if (listen(listener, 5) == -1)
        return -1; // lost queue return
    epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event);
    return queue;
}

/* Numbers 0 to 2 belong to the process, whoever opened them. */
void right_standard_descriptors(void)
{
    int fd = open("/dev/null", O_RDWR);
    if (fd < 0)
        return;
    if (fd != 1)
        dup2(fd, 1);
    if (fd != 2)
        dup2(fd, 2);
    if (fd != 1 && fd != 2)
        close(fd);
}

void right_above_input(void)
{
    int fd = open("/dev/null", O_RDWR);
    if (fd > 0) {
        dup2(fd, 0);
        close(fd);
    }
}

void wrong_standard_descriptors(void)
{
    int fd = open("/dev/null", O_RDWR);
    if (fd < 0)
        return;
    if (fd == 1)
        close(fd);
} // lost fd scope

int right_pipe(void)
{
    int ends[2];
    if (pipe(ends) == -1)
        return -1;
    write(ends[1], "x", 1);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

int wrong_pipe(void)
{
    int ends[2];
    if (pipe(ends) == -1)
        return -1;
    write(ends[1], "x", 1);
    close(ends[1]);
    return 0; // lost ends[0] return
}

static void name(int fd)
{
    struct sockaddr_storage self;
    socklen_t length = sizeof self;
    getsockname(fd, (struct sockaddr *)&self, &length);
}

int right_asked_for_name(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    name(fd);
    close(fd);
    return 0;
}

int wrong_asked_for_name(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0)
        return -1;
    name(fd);
    return 0; // lost fd return
}
